import { Link } from "react-router";

import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { ListPage } from "../../kinds/list/ListPage";
import { UrgencyWord } from "../../work/parts/UrgencyWord";
import { ApplicationDue, ApplicationState } from "../parts/ApplicationState";
import { type ApplicationItem, applicationRows } from "../queries";

export default function ApplicationsPage() {
  const text = useText();
  const { fields, list, states, steps } = text.sharing;
  const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
  return (
    <ListPage<ApplicationItem>
      head={{ title: list.title, intro: list.intro }}
      id="sharing.applications"
      label={list.title}
      rows={applicationRows}
      rowKey={(application) => application.id}
      rowName={(application) => application.number}
      rowLink={(application) => `/sharing/applications/${application.id}`}
      nameColumn={{ title: fields.number, sort: "number" }}
      defaultSort="-created_at"
      filters={[
        { key: "scope", kind: "choice", label: list.scope, options: options(list.scopes) },
        { key: "state", kind: "choice", label: fields.state, options: options(states) },
        { key: "urgency", kind: "choice", label: fields.urgency, options: options(text.work.urgencies) },
        { key: "overdue", kind: "choice", label: list.overdue, options: [{ value: "true", label: list.overdueYes }] },
      ]}
      columns={[
        { key: "data", title: fields.data, show: (application) => application.catalogue_name },
        { key: "state", title: fields.state, sort: "state", show: (application) => <ApplicationState state={application.state} /> },
        { key: "due", title: fields.due, sort: "due_on", show: (application) => <ApplicationDue application={application} /> },
        { key: "organisation", title: fields.organisation, show: (application) => application.organisation_name },
        { key: "source", title: fields.source, show: (application) => application.source_organisation_name },
        { key: "purpose", title: fields.purpose, show: (application) => application.purpose || text.common.none },
        { key: "urgency", title: fields.urgency, show: (application) => <UrgencyWord urgency={application.urgency} /> },
        {
          key: "step",
          title: fields.step,
          hidden: true,
          show: (application) => (application.step === null ? text.common.none : steps[application.step]),
        },
        { key: "applicant", title: fields.applicant, hidden: true, show: (application) => application.applicant_name },
        { key: "created", title: fields.created, sort: "created_at", show: (application) => formatMoment(application.created_at) },
      ]}
      empty={{ title: list.empty, hint: list.emptyHint, action: <Link to="/catalogue">{list.toCatalogue}</Link> }}
    />
  );
}

import { useQuery } from "@tanstack/react-query";

import { formatMoment } from "../../format/dates";
import { type Dictionary, useText } from "../../i18n";
import { type Line, Lines } from "../../kinds/home/Lines";
import { Empty } from "../../kinds/states/Empty";
import { Ready } from "../../kinds/states/Ready";
import { ApplicationDue, ApplicationState } from "../../sharing/parts/ApplicationState";
import { type ApplicationItem, applicationRows } from "../../sharing/queries";

const LOOKED_AT = 50;
const MOST = 6;
const SETTLED: readonly ApplicationItem["state"][] = ["evaluated", "ended", "refused", "withdrawn", "revoked"];

/** Whose turn it is, from the step: the department, the source, the bureau or those who run the exchange. */
function holder(application: ApplicationItem, text: Dictionary): string {
  const words = text.work.home;
  const places: Record<NonNullable<ApplicationItem["step"]>, string> = {
    consent: application.organisation_name,
    review: application.source_organisation_name,
    completion: application.applicant_name,
    filing: text.access.roles.data_bureau,
    implementation: text.access.roles.operations,
    receipt: application.organisation_name,
    evaluation: application.organisation_name,
  };
  const { step } = application;
  return step === null ? words.draftSince(formatMoment(application.updated_at)) : words.holder(places[step]);
}

function lineOf(application: ApplicationItem, text: Dictionary): Line {
  return {
    key: application.id,
    title: `${application.number} ${application.catalogue_name}`,
    to: `/sharing/applications/${application.id}`,
    note: (
      <>
        <ApplicationState state={application.state} /> {holder(application, text)}
      </>
    ),
    mark: <ApplicationDue application={application} />,
  };
}

/** The applications of my department that are under way, and who holds each. */
export function Started() {
  const text = useText();
  const words = text.work.home;
  const applications = useQuery(applicationRows({ offset: 0, limit: LOOKED_AT, sort: "-updated_at", filters: { scope: "mine" } }));
  return (
    <Ready query={applications} small rows={3}>
      {({ items }) => {
        const open = items.filter((one) => !SETTLED.includes(one.state)).slice(0, MOST);
        if (open.length === 0) return <Empty title={words.startedEmpty} hint={words.startedEmptyHint} />;
        return <Lines lines={open.map((one) => lineOf(one, text))} />;
      }}
    </Ready>
  );
}

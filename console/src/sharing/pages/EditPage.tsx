import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useNavigate, useParams } from "react-router";

import { useText } from "../../i18n";
import { FormKind } from "../../kinds/form/FormKind";
import { Ready } from "../../kinds/states/Ready";
import { columnsField, commonPart, howStep, pickStep, type RequestValues, rowsField, scopePart, whyStep } from "../parts/requestSteps";
import { type Application, applicationQuery, editApplication, targetsQuery, useAfterStep } from "../queries";
import { toConditions } from "../rows";

function initialOf(application: Application): RequestValues {
  const { asset_code: code, purpose, scenario, legal_basis, method, frequency, urgency } = application;
  return {
    purpose,
    scenario,
    legal_basis,
    method,
    frequency,
    urgency,
    valid_from: application.valid_from ?? undefined,
    valid_to: application.valid_to ?? undefined,
    target_code: application.target_code || undefined,
    target_table: application.target_table,
    [columnsField(code)]: application.asked_columns,
    [rowsField(code)]: toConditions(application.asked_where) ?? [],
  };
}

function EditForm({ application }: { application: Application }) {
  const text = useText();
  const words = text.sharing.apply;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const after = useAfterStep();
  const { message } = App.useApp();
  const targets = useQuery(targetsQuery);
  const page = `/sharing/applications/${application.id}`;
  const returned = application.state === "returned";
  // What the department consented to bounds a completion: rows, delivery and urgency stay, and so does what cannot be shown.
  const fixedRows = returned || toConditions(application.asked_where) === null;
  const send = (values: RequestValues) => {
    const { where, columns } = scopePart(values, application.asset_code, application.available_columns);
    const scope = fixedRows ? { columns } : { columns, where: where ?? { op: "everything" } };
    return editApplication(application.id, { ...commonPart(values), ...scope, version: application.version });
  };
  const pick = pickStep(
    {
      code: application.asset_code,
      title: words.pick(application.catalogue_name),
      intro: fixedRows && !returned ? words.rowsKept : returned ? words.again : undefined,
      columns: application.available_columns.map((column) =>
        returned && !column.is_asked ? { ...column, share_type: "3" as const } : column,
      ),
      fixedRows,
    },
    text,
  );
  return (
    <FormKind<RequestValues>
      id={`sharing.application.${application.id}`}
      version={application.version}
      head={{ title: words.editTitle(application.number), crumbs: [{ label: application.number, to: page }] }}
      initial={initialOf(application)}
      steps={[pick, whyStep(text), howStep(targets.data?.items ?? [], false, text)]}
      submitLabel={words.save}
      submit={send}
      onReload={() => void queries.invalidateQueries({ queryKey: ["sharing", "application", application.id] })}
      onDone={() => {
        void message.success(words.saved);
        after();
        void navigate(page);
      }}
    />
  );
}

export default function EditPage() {
  const { id = "" } = useParams();
  const application = useQuery(applicationQuery(id));
  return <Ready query={application}>{(found) => <EditForm key={found.version} application={found} />}</Ready>;
}

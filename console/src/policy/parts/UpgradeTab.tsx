import { useQuery } from "@tanstack/react-query";

import { formatMoment } from "../../format/dates";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { Empty } from "../../kinds/states/Empty";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import { CODE_TABLES, type CodeTable } from "../queries";
import { askAssessment, type Assessment, assessmentQuery, type Finding } from "../queriesCodes";

function Found({ assessment }: { assessment: Assessment }) {
  const text = useText();
  const words = text.codes.table;
  const none = text.common.none;
  return (
    <>
      <Facts
        facts={[
          { label: words.assessedAt, value: formatMoment(assessment.assessed_at) },
          { label: words.columnsRead, value: formatNumber(assessment.columns_read) },
        ]}
      />
      {assessment.findings.length === 0 ? (
        <p>{words.nothingInvalid}</p>
      ) : (
        <PlainTable<Finding>
          label={words.upgrade}
          rows={assessment.findings}
          rowKey={(one) => `${one.asset_code}/${one.column}/${one.kind}/${one.value}`}
          columns={[
            { key: "dataset", title: words.dataset, show: (one) => one.asset_title },
            { key: "field", title: words.field, show: (one) => one.column_title },
            { key: "kind", title: words.finding, show: (one) => words.findings[one.kind] },
            { key: "value", title: words.value, show: (one) => (one.value ? `${one.value} ${one.name}` : none) },
            { key: "became", title: words.became, show: (one) => one.successors.join(text.common.listJoin) || none },
            { key: "rows", title: words.rows, figures: true, show: (one) => formatNumber(one.rows) },
          ]}
        />
      )}
    </>
  );
}

/** Before a version is published: which values in which data sets it would make invalid. */
export function UpgradeTab({ table }: { table: CodeTable }) {
  const words = useText().codes.table;
  const assessment = useQuery(assessmentQuery(table.name, table.version));
  return (
    <Section
      title={words.upgrade}
      aside={
        <ActionButton
          label={words.assess}
          run={(_, key) => askAssessment(table.name, key)}
          done={words.asked}
          changes={[[...CODE_TABLES, "assessment"]]}
        />
      }
    >
      <Ready query={assessment} small>
        {(found) =>
          found === null ? <Empty title={words.notAssessed} hint={words.notAssessedHint} /> : <Found assessment={found} />
        }
      </Ready>
    </Section>
  );
}

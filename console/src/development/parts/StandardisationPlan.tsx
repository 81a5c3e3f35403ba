import { useQuery } from "@tanstack/react-query";

import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { Stack } from "../../kinds/page/Column";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import { type Plan, planQuery } from "../queries";
import styles from "./development.module.css";

function Columns({ plan }: { plan: Plan }) {
  const words = useText().development;
  return (
    <PlainTable
      label={words.plan}
      rows={plan.columns}
      rowKey={(column) => column.target}
      columns={[
        {
          key: "to",
          title: words.to,
          show: (column) => (
            <>
              {column.title} <code className={styles["code"]}>{column.target}</code>
            </>
          ),
        },
        { key: "from", title: words.from, show: (column) => <code>{column.source}</code> },
        {
          key: "how",
          title: words.how,
          show: (column) => (
            <span className={styles["how"]}>
              <span>{words.valueKinds[column.kind]}</span>
              {column.code_count === 0 ? null : <span>{words.codes(formatNumber(column.code_count))}</span>}
              {column.is_required ? <Chip tone="working">{words.required}</Chip> : null}
            </span>
          ),
        },
      ]}
    />
  );
}

/** How a data set of the integration layer is standardised from its source data set. */
export function StandardisationPlan({ code, source }: { code: string; source: string }) {
  const words = useText().development;
  const plan = useQuery(planQuery(code, source));
  return (
    <Ready query={plan} small>
      {(found) => (
        <Stack>
          <Section title={words.plan} aside={<code className={styles["code"]}>{`${found.source_asset} → ${found.target_asset}`}</code>}>
            <p className={styles["note"]}>{words.planIntro}</p>
            <Columns plan={found} />
          </Section>
          {found.without_source.length === 0 ? null : (
            <Section title={words.withoutSource}>
              <p className={styles["note"]}>{words.withoutSourceHint}</p>
              <p className={styles["absent"]}>
                {found.without_source.map((name) => (
                  <code key={name}>{name}</code>
                ))}
              </p>
            </Section>
          )}
        </Stack>
      )}
    </Ready>
  );
}

import { Link } from "react-router";

import { hitPath } from "../../architecture/parts/paths";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { Grade } from "../../kinds/chips/Grade";
import { Stack } from "../../kinds/page/Column";
import { Section } from "../../kinds/page/Section";
import { Empty } from "../../kinds/states/Empty";
import { PlainTable } from "../../kinds/table/PlainTable";
import { TypeWord } from "../../kinds/table/TypeWord";
import type { Asset } from "../queries";
import styles from "./admission.module.css";

/** The columns of a data set, with the attribute each of them stands for. */
export function ColumnTable({ asset }: { asset: Asset }) {
  const text = useText();
  const words = text.admission.table;
  return (
    <Stack>
      <Section title={words.fields}>
        {asset.columns.length === 0 ? (
          <Empty title={words.noFields} hint={words.noFieldsHint} />
        ) : (
          <PlainTable
            label={words.fields}
            rows={asset.columns}
            rowKey={(column) => column.name}
            columns={[
              {
                key: "name",
                title: words.field,
                show: (column) => (
                  <>
                    {column.title || column.name} <code className={styles["code"]}>{column.name}</code>
                  </>
                ),
              },
              { key: "type", title: words.type, show: (column) => <TypeWord type={column.type} /> },
              { key: "grade", title: words.grade, show: (column) => <Grade grade={column.grade} /> },
              {
                key: "marks",
                title: words.marks,
                show: (column) => (
                  <span className={styles["marks"]}>
                    {column.is_key ? <Chip tone="neutral">{words.key}</Chip> : null}
                    {column.is_personal ? <Chip tone="warning">{words.personal}</Chip> : null}
                  </span>
                ),
              },
              {
                key: "attribute",
                title: words.attribute,
                show: (column) =>
                  column.attribute_code === null ? (
                    text.common.none
                  ) : (
                    <Link to={hitPath("attribute", column.attribute_code) ?? "/ledger"}>{column.attribute_code}</Link>
                  ),
              },
            ]}
          />
        )}
      </Section>
    </Stack>
  );
}

import { Link } from "react-router";

import { useText } from "../../i18n";
import { LifeActions } from "../../drafting/parts/LifeActions";
import { Grade } from "../../kinds/chips/Grade";
import { StateChip } from "../../kinds/chips/StateChip";
import { Empty } from "../../kinds/states/Empty";
import { PlainTable } from "../../kinds/table/PlainTable";
import { CodeTableName } from "../../policy/parts/CodeTableName";
import { formatWords } from "../../policy/parts/format";
import type { Attribute, Entity } from "../queries";
import styles from "./architecture.module.css";
import { GradeAction, useMayGrade } from "./GradeAction";

function Marks({ attribute }: { attribute: Attribute }) {
  const words = useText().architecture.entity;
  const marks = [
    attribute.is_key ? words.key : null,
    attribute.is_identifying ? words.identifying : null,
    attribute.is_critical ? words.critical : null,
    attribute.is_personal ? words.personal : null,
  ].filter((mark) => mark !== null);
  return (
    <span className={styles["marks"]}>
      {marks.map((mark) => (
        <span key={mark} className={styles["mark"]}>
          {mark}
        </span>
      ))}
    </span>
  );
}

/** The data element behind an attribute, its code and its format in words. */
function Element({ attribute }: { attribute: Attribute }) {
  const text = useText();
  const { data_element: code, data_element_name: name, format } = attribute;
  if (code === null) return <>{text.architecture.entity.noElement}</>;
  return (
    <span className={styles["lines"]}>
      <Link to={`/standards/data-elements/${encodeURIComponent(code)}`}>{name ?? code}</Link>
      {format === null ? null : <span className={styles["small"]}>{formatWords(format, text.policy.format)}</span>}
    </span>
  );
}

/** The attributes of an entity; the one that a link points at stands out. */
export function AttributeTable({ entity, pointed }: { entity: Entity; pointed: string | null }) {
  const text = useText();
  const words = text.architecture.entity;
  const ledger = text.architecture.ledger;
  const mayGrade = useMayGrade(entity.organisation_id);
  if (entity.attributes.length === 0) return <Empty title={ledger.emptyBelow} hint={ledger.emptyBelowHint} />;
  return (
    <PlainTable
      label={words.fields}
      rows={entity.attributes}
      rowKey={(attribute) => attribute.code}
      columns={[
        {
          key: "name",
          title: words.name,
          show: (attribute) => (
            <span className={styles["lines"]}>
              <span className={attribute.code === pointed ? styles["pointed"] : undefined}>{attribute.name}</span>
              <code className={styles["column"]}>{attribute.column}</code>
            </span>
          ),
        },
        { key: "definition", title: words.definition, show: (attribute) => attribute.definition || text.common.none },
        { key: "element", title: words.element, show: (attribute) => <Element attribute={attribute} /> },
        {
          key: "table",
          title: words.codeTable,
          show: (attribute) =>
            attribute.code_table === null ? (
              text.common.none
            ) : (
              <CodeTableName name={attribute.code_table} />
            ),
        },
        { key: "grade", title: words.grade, show: (attribute) => <Grade grade={attribute.grade} /> },
        { key: "marks", title: words.marks, show: (attribute) => <Marks attribute={attribute} /> },
        ...(mayGrade
          ? [
              {
                key: "life",
                title: ledger.state,
                show: (attribute: Attribute) => (
                  <span className={styles["lines"]}>
                    {attribute.state === "published" ? null : <StateChip state={attribute.state} />}
                    <LifeActions node={{ ...attribute, level: 5, organisation_id: entity.organisation_id }} />
                  </span>
                ),
              },
            ]
          : []),
        ...(mayGrade
          ? [{ key: "action", title: words.setGrade, show: (attribute: Attribute) => <GradeAction attribute={attribute} /> }]
          : []),
      ]}
    />
  );
}

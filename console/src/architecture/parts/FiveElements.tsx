import { Link } from "react-router";

import { formatDate } from "../../format/dates";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { Grade } from "../../kinds/chips/Grade";
import { PlainTable } from "../../kinds/table/PlainTable";
import type { Entity } from "../queries";
import styles from "./architecture.module.css";
import { entityPath } from "./paths";
import { useCategoryWords } from "./words";

/** What an entity has of the five elements, and what not. */
export function elementsOf(entity: Entity) {
  const standards = entity.attributes.filter((attribute) => attribute.data_element !== null).length;
  const critical = entity.attributes.filter((attribute) => attribute.is_critical);
  return {
    owner: entity.owner !== null && entity.owner.confirmed_on !== null,
    source: entity.certification !== null,
    category: entity.category !== null,
    grade: entity.attributes.every((attribute) => attribute.grade !== null),
    standard: critical.every((attribute) => attribute.data_element !== null),
    standards,
  };
}

function OwnerCell({ entity }: { entity: Entity }) {
  const text = useText();
  const words = text.architecture.elements;
  if (entity.owner === null) return <Chip tone="bad">{text.format.owner.none}</Chip>;
  const { confirmed_on: on } = entity.owner;
  return (
    <span className={styles["lines"]}>
      {entity.owner.name}
      {on === null ? <Chip tone="warning">{words.unconfirmed}</Chip> : <Chip tone="good">{words.confirmed(formatDate(on))}</Chip>}
    </span>
  );
}

function SourceCell({ entity }: { entity: Entity }) {
  const words = useText().architecture.elements;
  if (entity.certification === null) return <Chip tone="warning">{words.uncertified}</Chip>;
  return <Chip tone="good">{words.certified(entity.certification.system_name)}</Chip>;
}

function GradeCell({ entity }: { entity: Entity }) {
  const words = useText().architecture.elements;
  if (!elementsOf(entity).grade) return <Chip tone="warning">{words.ungraded}</Chip>;
  return <Grade grade={entity.grade} />;
}

function StandardCell({ entity }: { entity: Entity }) {
  const words = useText().architecture.elements;
  const found = elementsOf(entity);
  return <Chip tone={found.standard ? "good" : "warning"}>{words.standards(found.standards, entity.attributes.length)}</Chip>;
}

/** The five elements of each logical entity: owner, source, category, grade, standard. */
export function FiveElements({ entities, linked = true }: { entities: readonly Entity[]; linked?: boolean }) {
  const text = useText();
  const words = text.architecture.elements;
  const categoryWords = useCategoryWords();
  return (
    <PlainTable
      label={text.architecture.object.elements}
      rows={entities}
      rowKey={(entity) => entity.code}
      columns={[
        {
          key: "entity",
          title: text.architecture.kinds.entity,
          show: (entity) => (linked ? <Link to={entityPath(entity.code)}>{entity.name}</Link> : entity.name),
        },
        { key: "owner", title: words.owner, show: (entity) => <OwnerCell entity={entity} /> },
        { key: "source", title: words.source, show: (entity) => <SourceCell entity={entity} /> },
        {
          key: "category",
          title: words.category,
          show: (entity) =>
            entity.category === null ? <Chip tone="warning">{words.uncategorised}</Chip> : categoryWords(entity.category),
        },
        { key: "grade", title: words.grade, show: (entity) => <GradeCell entity={entity} /> },
        { key: "standard", title: words.standard, show: (entity) => <StandardCell entity={entity} /> },
      ]}
    />
  );
}

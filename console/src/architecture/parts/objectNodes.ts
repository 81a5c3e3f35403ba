import type { MapNode } from "../../kinds/map/layout";
import type { Entity, ObjectMap } from "../queries";
import { entityPath, nodePath } from "./paths";

export interface NodeWords {
  levelKind: (level: number) => string;
  lakeColumn: string;
  physicalColumn: string;
}

export function ofEntity(entity: Entity, words: NodeWords): MapNode[] {
  const attributes = entity.attributes.flatMap((attribute): MapNode[] => {
    const physical = entity.registrations.flatMap((registration) => {
      const column = registration.columns[attribute.code];
      return column === undefined ? [] : [`${registration.physical_table}.${column}`];
    });
    const columns: MapNode[] = [
      {
        id: `${attribute.code}/lake`,
        label: `${entity.table}.${attribute.column}`,
        isCode: true,
        kind: words.lakeColumn,
        parent: attribute.code,
      },
      ...physical.map((label) => ({
        id: `${attribute.code}/${label}`,
        label,
        isCode: true,
        kind: words.physicalColumn,
        parent: attribute.code,
      })),
    ];
    const node: MapNode = {
      id: attribute.code,
      parent: entity.code,
      label: attribute.name,
      kind: words.levelKind(5),
      grade: attribute.grade,
      to: `${entityPath(entity.code)}?field=${encodeURIComponent(attribute.code)}`,
      children: columns.length,
    };
    return [node, ...columns];
  });
  const node: MapNode = {
    id: entity.code,
    parent: entity.object_code,
    label: entity.name,
    kind: words.levelKind(4),
    state: entity.state,
    grade: entity.grade,
    to: entityPath(entity.code),
    children: entity.attributes.length,
  };
  return [node, ...attributes];
}

/** The map of one business object: from its domain above it down to the columns below it. */
export function objectNodes(map: ObjectMap, words: NodeWords): MapNode[] {
  const above = [map.domain, map.subject_area, map.object].map(
    ({ code, level, name, state, grade }, index, chain): MapNode => ({
      id: code,
      parent: chain[index - 1]?.code ?? null,
      label: name,
      kind: words.levelKind(level),
      state,
      grade,
      to: nodePath(level, code),
      children: level === 3 ? map.entities.length : 1,
    }),
  );
  return [...above, ...map.entities.flatMap((entity) => ofEntity(entity, words))];
}

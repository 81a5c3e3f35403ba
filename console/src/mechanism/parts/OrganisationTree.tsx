import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { useText } from "../../i18n";
import { Empty } from "../../kinds/states/Empty";
import { Ready } from "../../kinds/states/Ready";
import { TreeTable } from "../../kinds/tree/TreeTable";
import { type Branch, organisationTreeQuery } from "../queries";
import { useKindWord, useLevelWord } from "./words";

function byId(branches: readonly Branch[], found = new Map<string, Branch>()): Map<string, Branch> {
  for (const branch of branches) {
    found.set(branch.id, branch);
    byId(branch.children, found);
  }
  return found;
}

function Tree({ roots }: { roots: readonly Branch[] }) {
  const words = useText().mechanism.organisations;
  const kindWord = useKindWord();
  const levelWord = useLevelWord();
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(roots.map((branch) => branch.id)));
  const all = byId(roots);
  const toggle = (id: string, on: boolean) => {
    const next = new Set(open);
    if (on) next.add(id);
    else next.delete(id);
    setOpen(next);
  };
  return (
    <TreeTable<Branch>
      label={words.title}
      nameTitle={words.name}
      roots={roots}
      nodeKey={(branch) => branch.id}
      nodeName={(branch) => branch.name}
      nodeLink={(branch) => `/organisations/${encodeURIComponent(branch.id)}`}
      opens={(branch) => branch.children.length > 0}
      below={(id) => all.get(id)?.children ?? []}
      columns={[
        { key: "kind", title: words.kind, show: (branch) => kindWord(branch.kind) },
        { key: "level", title: words.level, show: (branch) => levelWord(branch.level) },
        { key: "code", title: words.code, show: (branch) => branch.code },
      ]}
      open={open}
      onToggle={toggle}
    />
  );
}

/** All organisations, each below its superior, today or on another day. */
export function OrganisationTree({ asOf }: { asOf: string }) {
  const words = useText().mechanism.organisations;
  const tree = useQuery(organisationTreeQuery(asOf));
  return (
    <Ready query={tree} small rows={8}>
      {({ items }) => (items.length === 0 ? <Empty title={words.empty} hint={words.emptyHint} /> : <Tree key={asOf} roots={items} />)}
    </Ready>
  );
}

import { Segmented } from "antd";
import { Link, useSearchParams } from "react-router";

import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { DayField } from "../../kinds/form/DayField";
import { ListPanel } from "../../kinds/list/ListPanel";
import { PagePanel } from "../../kinds/page/PagePanel";
import { useOrganisationName } from "../../session/organisations";
import { useCan } from "../../session/session";
import styles from "../parts/mechanism.module.css";
import { OrganisationTree } from "../parts/OrganisationTree";
import { useKindWord, useLevelWord } from "../parts/words";
import { type Organisation, organisationRows } from "../queries";

function OrganisationList() {
  const text = useText();
  const words = text.mechanism.organisations;
  const kindWord = useKindWord();
  const levelWord = useLevelWord();
  const organisationName = useOrganisationName();
  const { kinds, levels } = text.mechanism;
  const options = (of: Record<string, string>) => Object.entries(of).map(([value, label]) => ({ value, label }));
  return (
    <ListPanel<Organisation>
      id="mechanism.organisations"
      label={words.title}
      rows={organisationRows}
      rowKey={(organisation) => organisation.id}
      rowName={(organisation) => organisation.name}
      rowLink={(organisation) => `/organisations/${encodeURIComponent(organisation.id)}`}
      nameColumn={{ title: words.name, sort: "name" }}
      defaultSort="code"
      filters={[
        { key: "kind", kind: "choice", label: words.kind, options: options(kinds) },
        { key: "level", kind: "choice", label: words.level, options: options(levels) },
        { key: "standing", kind: "choice", label: words.standing, options: [{ value: "false", label: words.standingAll }] },
        { key: "as_of", kind: "day", label: words.asOf },
      ]}
      columns={[
        { key: "code", title: words.code, sort: "code", show: (organisation) => organisation.code },
        { key: "kind", title: words.kind, sort: "kind", show: (organisation) => kindWord(organisation.kind) },
        { key: "level", title: words.level, sort: "level", show: (organisation) => levelWord(organisation.level) },
        {
          key: "parent",
          title: words.parent,
          show: (organisation) => organisationName(organisation.parent_id) || text.common.none,
        },
        { key: "region", title: words.region, show: (organisation) => organisation.region_code },
        {
          key: "standing",
          title: words.standing,
          show: (organisation) =>
            organisation.valid_to === null ? (
              <Chip tone="good">{text.states.chip.active}</Chip>
            ) : (
              <Chip tone="paused">{organisation.valid_to}</Chip>
            ),
        },
        { key: "uscc", title: words.uscc, hidden: true, show: (organisation) => organisation.uscc ?? text.common.none },
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}

/** What the bureau may do here. */
function Actions() {
  const words = useText().mechanism;
  const mayEdit = useCan()("mechanism.organisation.edit");
  return (
    <>
      <Link to="/organisations/reforms">{words.organisations.reforms}</Link>
      {mayEdit ? (
        <>
          <Link to="/organisations/merge">{words.organisations.merge}</Link>
          <Link to="/organisations/new">{words.edit.openNew}</Link>
        </>
      ) : null}
    </>
  );
}

/** The organisations as a tree, today or on any day, or as a list that can be filtered. */
export default function OrganisationsPage() {
  const words = useText().mechanism.organisations;
  const [params, setParams] = useSearchParams();
  const view = params.get("view") === "list" ? "list" : "tree";
  const asOf = params.get("as_of") ?? "";
  return (
    <PagePanel
      head={{
        title: words.title,
        intro: asOf === "" || view === "list" ? words.intro : words.asOfNote(asOf),
        actions: (
          <>
            <Actions />
            {view === "tree" ? (
              <DayField
                aria-label={words.asOf}
                placeholder={words.asOf}
                className={styles["asOf"] ?? ""}
                value={asOf}
                onChange={(day) => setParams(day === "" ? {} : { as_of: day }, { replace: true })}
              />
            ) : null}
            <Segmented
              aria-label={words.view}
              value={view}
              options={[
                { value: "tree", label: words.tree },
                { value: "list", label: words.list },
              ]}
              onChange={(next) => setParams(next === "tree" ? {} : { view: next })}
            />
          </>
        ),
      }}
    >
      {view === "tree" ? <OrganisationTree asOf={asOf} /> : <OrganisationList />}
    </PagePanel>
  );
}

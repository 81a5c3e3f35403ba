import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { Link } from "react-router";

import { useText } from "../../i18n";
import { ListPage } from "../../kinds/list/ListPage";
import { useOrganisationFilter } from "../../mechanism/parts/useOrganisationFilter";
import { useCan } from "../../session/session";
import { useLanguage } from "../../sheets/parts/useLanguage";
import { EntryState } from "../parts/EntryState";
import { entryPath } from "../parts/paths";
import { decideEntries, type ReviewLine, reviewRows, REVIEWS } from "../reviewing";
import { CATALOGUE } from "../queries";
import styles from "../../sheets/parts/sheets.module.css";

const SHOWN = 5;

function Told({ lines }: { lines: readonly string[] }) {
  const text = useText();
  if (lines.length === 0) return <span>{text.reviewing.none}</span>;
  return (
    <ul className={styles["told"]}>
      {lines.slice(0, SHOWN).map((line) => (
        <li key={line}>{line}</li>
      ))}
      {lines.length > SHOWN ? <li>{text.sheets.more(lines.length - SHOWN)}</li> : null}
    </ul>
  );
}

function Differences({ line }: { line: ReviewLine }) {
  const words = useText().sheets;
  const zh = useLanguage() !== "en";
  const told = line.differences.map((each) =>
    words.change(words.lineOf(zh ? each.zh : each.en, each.line), each.before, each.after),
  );
  return <Told lines={told} />;
}

function Duplicates({ line }: { line: ReviewLine }) {
  const words = useText().reviewing;
  if (line.duplicates.length === 0) return <span>{words.none}</span>;
  return (
    <ul className={styles["told"]}>
      {line.duplicates.map((each) => (
        <li key={each.code}>
          <Link to={entryPath(each.code)}>{each.name}</Link> {each.provider_name}
        </li>
      ))}
    </ul>
  );
}

function Faults({ line }: { line: ReviewLine }) {
  const zh = useLanguage() !== "en";
  return <Told lines={line.faults.map((fault) => (zh ? fault.zh : fault.en))} />;
}

/** A department's batch on its way through both approvals: what changed, who else has it, one decision for many. */
export default function ReviewsPage() {
  const text = useText();
  const words = text.reviewing;
  const zh = useLanguage() !== "en";
  const can = useCan();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const byProvider = useOrganisationFilter(words.provider);

  const decide = async (codes: readonly string[], step: "submit" | "approve") => {
    const { items } = await decideEntries(codes, step);
    for (const queryKey of [REVIEWS, CATALOGUE]) void queries.invalidateQueries({ queryKey });
    const left = items.filter((each) => each.state === null);
    const why = left[0] === undefined ? "" : zh ? left[0].zh : left[0].en;
    if (left.length > 0) void message.warning(words.partly(items.length - left.length, left.length, why), 8);
  };
  return (
    <ListPage<ReviewLine>
      head={{ title: words.title, intro: words.intro, crumbs: [{ label: text.architecture.catalogue.title, to: "/catalogue" }] }}
      id="architecture.reviews"
      label={words.title}
      rows={reviewRows}
      rowKey={(line) => line.code}
      rowName={(line) => line.name}
      rowLink={(line) => entryPath(line.code)}
      nameColumn={{ title: words.name, sort: "name" }}
      defaultSort="code"
      filters={[byProvider]}
      columns={[
        { key: "provider", title: words.provider, sort: "provider_name", show: (line) => line.provider_name },
        { key: "state", title: words.state, show: (line) => <EntryState state={line.state} /> },
        { key: "kind", title: words.kind, show: (line) => (line.is_new ? words.isNew : words.isRevision) },
        { key: "differences", title: words.differences, show: (line) => <Differences line={line} /> },
        { key: "duplicates", title: words.duplicates, show: (line) => <Duplicates line={line} /> },
        { key: "faults", title: words.faults, show: (line) => <Faults line={line} /> },
        { key: "by", title: words.handedIn, hidden: true, show: (line) => line.handed_in_by || words.none },
      ]}
      bulk={[
        ...(can("architecture.catalogue.compile")
          ? [{ key: "submit", label: words.submit, run: (codes: readonly string[]) => decide(codes, "submit") }]
          : []),
        ...(can("architecture.catalogue.review")
          ? [{ key: "approve", label: words.approve, run: (codes: readonly string[]) => decide(codes, "approve") }]
          : []),
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}

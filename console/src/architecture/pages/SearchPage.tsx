import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { StateChip } from "../../kinds/chips/StateChip";
import { ListPager } from "../../kinds/list/ListPager";
import { type ListUrlState, useListUrl } from "../../kinds/list/useListUrl";
import { PageHead } from "../../kinds/page/PageHead";
import { Empty } from "../../kinds/states/Empty";
import { Failure } from "../../kinds/states/Failure";
import { Waiting } from "../../kinds/states/Waiting";
import { useOrganisationName } from "../../session/organisations";
import { Highlighted } from "../parts/Highlighted";
import { NodeName } from "../parts/NodeName";
import { entityOf, hitPath } from "../parts/paths";
import styles from "../parts/Search.module.css";
import { useKindWord } from "../parts/words";
import { type Hit, searchQuery } from "../queries";

const SPEC = { prefix: "", filters: ["kind"], defaultSort: "", defaultSize: 20 };

/** States that say nothing a reader asks for: what is published is the usual, and tables have no life of their own. */
const SILENT: readonly string[] = ["published", "physical"];

function Found({ hit, query }: { hit: Hit; query: string }) {
  const kindWord = useKindWord();
  const organisationName = useOrganisationName();
  const to = hitPath(hit.kind, hit.code, hit.name);
  const name = <Highlighted text={hit.name} query={query} />;
  return (
    <li className={styles["hit"]}>
      <div className={styles["line"]}>
        {to === null ? <span>{name}</span> : <Link to={to}>{name}</Link>}
        <span className={styles["kind"]}>{kindWord(hit.kind)}</span>
        {SILENT.includes(hit.state) ? null : <StateChip state={hit.state} />}
      </div>
      {hit.description === "" ? null : (
        <p>
          <Highlighted text={hit.description} query={query} />
        </p>
      )}
      <p className={styles["where"]}>
        <code>
          <Highlighted text={hit.code} query={query} />
        </code>
        {hit.kind === "attribute" ? <NodeName code={entityOf(hit.code)} level={4} /> : null}
        <span>{organisationName(hit.organisation_id)}</span>
      </p>
    </li>
  );
}

/** Hits are counted one by one to here; a count beyond it means more. */
const COUNTED = 10_000;
/** How far one can leaf through the ranked list. */
const RANKED = 1_000;

const counted = (count: number, more: (n: string) => string) =>
  count > COUNTED ? more(formatNumber(COUNTED)) : formatNumber(count);

/** How many of each kind were found; each is a link to only those. */
function Facets({ facets, state }: { facets: Record<string, number>; state: ListUrlState }) {
  const words = useText().architecture.search;
  const kindWord = useKindWord();
  const { kind = "" } = state.url.filters;
  const all = Object.values(facets).reduce((sum, count) => sum + count, 0);
  const choices = [["", all] as const, ...Object.entries(facets).sort((a, b) => b[1] - a[1])];
  return (
    <nav aria-label={words.kinds} className={styles["facets"]}>
      {choices.map(([value, count]) => (
        <Link
          key={value}
          to={state.search({ filters: value === "" ? {} : { kind: value } })}
          className={styles["facet"]}
          aria-current={value === kind ? "true" : undefined}
        >
          <span>{value === "" ? words.allKinds : kindWord(value)}</span>
          <span className={styles["count"]}>{counted(count, words.more)}</span>
        </Link>
      ))}
    </nav>
  );
}

function Results({ state }: { state: ListUrlState }) {
  const words = useText().architecture.search;
  const { q, page, size, filters } = state.url;
  const answer = useQuery({
    ...searchQuery({ q, kind: filters["kind"], offset: (page - 1) * size, limit: size }),
    placeholderData: keepPreviousData,
  });
  if (answer.data === undefined) {
    return answer.error === null ? <Waiting /> : <Failure small cause={answer.error} retry={() => void answer.refetch()} />;
  }
  const { items, total, facets, is_capped: capped, is_near: near } = answer.data;
  return (
    <div className={styles["results"]}>
      <Facets facets={facets} state={state} />
      <section aria-label={words.title} aria-busy={answer.isPlaceholderData} className={styles["column"]}>
        <p role="status" className={styles["total"]}>
          {capped ? words.foundCapped(formatNumber(total)) : words.found(formatNumber(total))}
          {total > RANKED ? ` · ${words.leaf(formatNumber(RANKED))}` : ""}
        </p>
        {near && items.length > 0 ? <p className={styles["total"]}>{words.near}</p> : null}
        {items.length === 0 ? (
          <Empty title={words.none} hint={words.noneHint} />
        ) : (
          <ol className={styles["hits"]}>
            {items.map((hit) => (
              <Found key={`${hit.kind}/${hit.code}`} hit={hit} query={q} />
            ))}
          </ol>
        )}
        <ListPager state={state} total={Math.min(total, RANKED)} onSize={(next) => state.change({ size: next, page: 1 })} />
      </section>
    </div>
  );
}

/** One search over everything that is described: names, codes, synonyms, pinyin, descriptions. */
export default function SearchPage() {
  const words = useText().architecture.search;
  const state = useListUrl(SPEC);
  const { q } = state.url;
  const [typed, setTyped] = useState(q);
  const [seen, setSeen] = useState(q);
  if (seen !== q) {
    setSeen(q);
    setTyped(q);
  }
  return (
    <>
      <PageHead title={words.title} />
      <div className={styles["page"]}>
        <Input.Search
          className={styles["field"] ?? ""}
          aria-label={words.label}
          placeholder={words.hint}
          value={typed}
          allowClear
          enterButton
          size="large"
          onChange={(event) => setTyped(event.target.value)}
          onSearch={(next) => state.change({ q: next.trim(), filters: {} })}
        />
        {q === "" ? <Empty title={words.start} hint={words.startHint} /> : <Results state={state} />}
      </div>
    </>
  );
}

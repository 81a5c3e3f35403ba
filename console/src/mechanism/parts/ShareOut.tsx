import { useQuery } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useDeferredValue, useState } from "react";

import { usePreferences } from "../../app/preferences";
import { useText } from "../../i18n";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import { useOrganisationName } from "../../session/organisations";
import { kindsOfThingsQuery, type Thing, thingsQuery } from "../queriesReforms";
import styles from "./mechanism.module.css";

/** Who takes a thing: the taker's id by kind and key. */
export type Shares = Record<string, string>;

/** Kinds and keys may hold any sign but this. */
const GAP = "\n";

export const shareKey = (thing: Pick<Thing, "kind" | "key">) => `${thing.kind}${GAP}${thing.key}`;

/** The shares of one taker, by kind. */
export function takesOf(shares: Shares, taker: string): Record<string, string[]> {
  const takes: Record<string, string[]> = {};
  for (const [key, whose] of Object.entries(shares)) {
    if (whose !== taker) continue;
    const [kind = "", ...rest] = key.split(GAP);
    (takes[kind] ??= []).push(rest.join(GAP));
  }
  return takes;
}

interface ShareOutProps {
  source: string;
  takers: readonly string[];
  value?: Shares;
  onChange?: (shares: Shares) => void;
}

/** Who takes what: things by kind, searched, each given to one of the takers or left to the rest. */
export function ShareOut({ source, takers, value = {}, onChange }: ShareOutProps) {
  const words = useText().mechanism.split;
  const { language } = usePreferences().loaded;
  const kinds = useQuery(kindsOfThingsQuery(source));
  const [kind, setKind] = useState<string | null>(null);
  return (
    <Ready query={kinds} small>
      {({ items }) => {
        const first = items[0];
        if (first === undefined) return <p className={styles["note"]}>{words.none}</p>;
        const shown = kind ?? first.kind;
        return (
          <div className={styles["shares"]}>
            <Select
              aria-label={words.kind}
              value={shown}
              options={items.map((one) => ({ value: one.kind, label: `${language === "en" ? one.en : one.zh} (${one.count})` }))}
              onChange={setKind}
            />
            <Things key={shown} source={source} kind={shown} takers={takers} shares={value} onChange={onChange} />
            <p className={styles["note"]}>{words.given(Object.keys(value).length)}</p>
          </div>
        );
      }}
    </Ready>
  );
}

interface ThingsProps {
  source: string;
  kind: string;
  takers: readonly string[];
  shares: Shares;
  onChange: ((shares: Shares) => void) | undefined;
}

function Things({ source, kind, takers, shares, onChange }: ThingsProps) {
  const words = useText().mechanism.split;
  const [q, setQ] = useState("");
  const things = useQuery(thingsQuery(source, kind, useDeferredValue(q.trim()), 0));
  const organisationName = useOrganisationName();
  const give = (given: readonly Thing[], taker: string) => {
    const keys = given.map(shareKey);
    const kept = Object.entries(shares).filter(([key]) => !keys.includes(key));
    onChange?.(Object.fromEntries(taker === "" ? kept : [...kept, ...keys.map((key) => [key, taker] as const)]));
  };
  const options = [{ value: "", label: words.stays }, ...takers.map((id) => ({ value: id, label: organisationName(id) }))];
  return (
    <>
      <Input.Search aria-label={words.search} placeholder={words.search} value={q} onChange={(event) => setQ(event.target.value)} />
      <Ready query={things} small>
        {({ items }) => (
          <>
            <div className={styles["sharesBar"]}>
              {takers.map((id) => (
                <Button key={id} onClick={() => give(items, id)}>
                  {words.all(organisationName(id))}
                </Button>
              ))}
            </div>
            <PlainTable<Thing>
              label={words.what}
              rows={items}
              rowKey={(thing) => thing.key}
              columns={[
                { key: "name", title: words.thing, show: (thing) => thing.name },
                {
                  key: "to",
                  title: words.to,
                  show: (thing) => (
                    <Select
                      aria-label={`${words.to} ${thing.name}`}
                      className={styles["taker"] ?? ""}
                      value={shares[shareKey(thing)] ?? ""}
                      options={options}
                      onChange={(taker: string) => give([thing], taker)}
                    />
                  ),
                },
              ]}
            />
          </>
        )}
      </Ready>
    </>
  );
}

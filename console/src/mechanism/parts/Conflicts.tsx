import { useQuery } from "@tanstack/react-query";
import { Form, Select } from "antd";
import { useRef } from "react";
import { Link } from "react-router";

import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { Chip } from "../../kinds/chips/Chip";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import { useCan } from "../../session/session";
import { GROUPS, heldConflictsQuery, postsQuery, proposeConflict, type Verdict } from "../queriesGroups";
import styles from "./mechanism.module.css";

function VerdictChip({ verdict }: { verdict: Verdict }) {
  const words = useText().mechanism.groups.verdicts;
  return <Chip tone={verdict === "refuse" ? "bad" : "warning"}>{words[verdict]}</Chip>;
}

/** Who holds two posts that do not go together. */
function Held() {
  const words = useText().mechanism.groups;
  const held = useQuery(heldConflictsQuery);
  return (
    <Section title={words.heldConflicts}>
      <Ready query={held} small>
        {({ items }) =>
          items.length === 0 ? (
            <p className={styles["note"]}>{words.noConflicts}</p>
          ) : (
            <PlainTable
              label={words.heldConflicts}
              rows={items}
              rowKey={(one) => `${one.person_id} ${one.post_a} ${one.post_b}`}
              columns={[
                {
                  key: "person",
                  title: words.person,
                  show: (one) => <Link to={`/people/${encodeURIComponent(one.person_id)}`}>{one.person_name}</Link>,
                },
                { key: "a", title: words.postA, show: (one) => one.post_a_name },
                { key: "b", title: words.postB, show: (one) => one.post_b_name },
                { key: "verdict", title: words.verdict, show: (one) => <VerdictChip verdict={one.verdict} /> },
              ]}
            />
          )
        }
      </Ready>
    </Section>
  );
}

interface Choice {
  first: string;
  second: string;
  verdict: Verdict | null;
}

function Propose({ posts }: { posts: readonly { code: string; name: string }[] }) {
  const words = useText().mechanism.groups;
  const chosen = useRef<Choice>({ first: "", second: "", verdict: "refuse" });
  const options = posts.map((post) => ({ value: post.code, label: post.name }));
  const verdicts = [
    ...Object.entries(words.verdicts).map(([value, label]) => ({ value, label })),
    { value: "allowed", label: words.allowed },
  ];
  const post = (name: "first" | "second", label: string) => (
    <Form.Item name={name} label={label} rules={[{ required: true, message: words.needTwo }]}>
      <Select options={options} showSearch={{ optionFilterProp: "label" }} onChange={(code: string) => (chosen.current[name] = code)} />
    </Form.Item>
  );
  return (
    <ActionButton
      label={words.propose}
      run={(_, key) => proposeConflict(chosen.current.first, chosen.current.second, chosen.current.verdict, key)}
      done={words.proposed}
      changes={[GROUPS, ["system"]]}
      ask={{
        reason: "none",
        content: (
          <>
            {post("first", words.postA)}
            {post("second", words.postB)}
            <Form.Item name="verdict" label={words.verdict} initialValue="refuse">
              <Select
                options={verdicts}
                onChange={(value: string) => (chosen.current.verdict = value === "allowed" ? null : (value as Verdict))}
              />
            </Form.Item>
          </>
        ),
      }}
    />
  );
}

/** The conflict matrix, and whom it concerns today. */
export function Conflicts() {
  const words = useText().mechanism.groups;
  const mayPropose = useCan()("mechanism.conflict.edit");
  const posts = useQuery(postsQuery);
  return (
    <>
      <Held />
      <Ready query={posts} small>
        {({ items, conflicts }) => {
          const name = new Map(items.map((post) => [post.code, post.name]));
          return (
            <Section title={words.matrix} aside={mayPropose ? <Propose posts={items} /> : undefined}>
              <p className={styles["note"]}>{words.conflictsIntro}</p>
              <PlainTable
                label={words.matrix}
                rows={conflicts}
                rowKey={(pair) => `${pair.post_a} ${pair.post_b}`}
                columns={[
                  { key: "a", title: words.postA, show: (pair) => name.get(pair.post_a) ?? "" },
                  { key: "b", title: words.postB, show: (pair) => name.get(pair.post_b) ?? "" },
                  { key: "verdict", title: words.verdict, show: (pair) => <VerdictChip verdict={pair.verdict} /> },
                ]}
              />
            </Section>
          );
        }}
      </Ready>
    </>
  );
}

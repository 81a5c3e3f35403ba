import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";

import { useText } from "../../i18n";
import { Stack } from "../../kinds/page/Column";
import { PageHead } from "../../kinds/page/PageHead";
import { Section } from "../../kinds/page/Section";
import { Empty } from "../../kinds/states/Empty";
import { Ready } from "../../kinds/states/Ready";
import { useCan } from "../../session/session";
import { AskButton } from "../parts/AskButton";
import { Conflicts } from "../parts/Conflicts";
import { MemberTable, WaitingList } from "../parts/GroupParts";
import styles from "../parts/mechanism.module.css";
import { askGroup, askSecurityPost, type Group, groupsQuery, type SecurityPost, securityPostsQuery } from "../queriesGroups";

function GroupSection({ group }: { group: Group }) {
  const words = useText().mechanism.groups;
  const mayAsk = useCan()("mechanism.group.edit");
  const run = (title: string, days: number, key: string) => askGroup(group.id, title, days, key);
  return (
    <Section
      title={`${group.name} · ${words.kinds[group.kind]}`}
      aside={mayAsk ? <AskButton name={group.name} run={run} /> : undefined}
    >
      <p className={styles["note"]}>{group.duties}</p>
      <MemberTable members={group.members} label={words.members} empty={words.noMembers} />
      <WaitingList waiting={group.waiting} />
    </Section>
  );
}

function PostSection({ post }: { post: SecurityPost }) {
  const words = useText().mechanism.groups;
  const mayAsk = useCan()("mechanism.group.edit");
  const home = post.holders[0]?.organisation_id;
  return (
    <Section
      title={post.name}
      aside={
        mayAsk && home !== undefined ? (
          <AskButton name={post.name} run={(title, days, key) => askSecurityPost(post.code, home, title, days, key)} />
        ) : undefined
      }
    >
      <p className={styles["note"]}>{post.duty}</p>
      <MemberTable members={post.holders} label={post.name} empty={words.nobody} />
      <WaitingList waiting={post.waiting} />
    </Section>
  );
}

/** Groups and security posts: members, duties, what waits for them, and posts that do not go together. */
export default function GroupsPage() {
  const words = useText().mechanism.groups;
  const mayEdit = useCan()("mechanism.group.edit");
  const groups = useQuery(groupsQuery);
  const posts = useQuery(securityPostsQuery);
  return (
    <>
      <PageHead
        title={words.title}
        intro={words.intro}
        actions={mayEdit ? <Link to="/groups/new">{words.create}</Link> : null}
      />
      <Stack>
        <Ready query={groups} small>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={words.empty} hint={words.emptyHint} />
            ) : (
              items.map((group) => <GroupSection key={group.id} group={group} />)
            )
          }
        </Ready>
        <Ready query={posts} small>
          {({ items }) => items.map((post) => <PostSection key={post.code} post={post} />)}
        </Ready>
        <Conflicts />
      </Stack>
    </>
  );
}

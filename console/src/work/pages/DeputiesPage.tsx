import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";

import { formatDate } from "../../format/dates";
import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { Stack } from "../../kinds/page/Column";
import { PageHead } from "../../kinds/page/PageHead";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import { useSession } from "../../session/session";
import { type Delegation, delegationsQuery, endDelegation } from "../life";
import styles from "../parts/life.module.css";

function Table({ rows, who }: { rows: readonly Delegation[]; who: "deputy_name" | "account_name" }) {
  const text = useText();
  const words = text.work.deputies;
  const kinds: Record<string, string> = words.kinds;
  if (rows.length === 0) return <p className={styles["body"]}>{words.none}</p>;
  const scope = (one: Delegation) =>
    one.kinds.length === 0 ? words.everything : one.kinds.map((kind) => kinds[kind] ?? kind).join(text.common.listJoin);
  return (
    <PlainTable
      label={words.title}
      rows={rows}
      rowKey={(one) => one.id}
      columns={[
        { key: "who", title: words.who, show: (one) => one[who] },
        { key: "days", title: words.days, show: (one) => `${formatDate(one.valid_from)} – ${formatDate(one.valid_to)}` },
        { key: "scope", title: words.scope, show: scope },
        { key: "reason", title: words.reason, show: (one) => one.reason },
        {
          key: "end",
          title: words.act,
          show: (one) => (
            <ActionButton label={words.end} run={() => endDelegation(one.id)} done={words.ended} changes={[["work"]]} />
          ),
        },
      ]}
    />
  );
}

/** Who stands in for me, and for whom I stand in. */
export default function DeputiesPage() {
  const words = useText().work.deputies;
  const { account_id: me } = useSession();
  return (
    <>
      <PageHead title={words.title} intro={words.intro} actions={<Link to="/me/deputies/new">{words.add}</Link>} />
      <Ready query={useQuery(delegationsQuery)}>
        {({ items }) => (
          <Stack>
            <Section title={words.mine}>
              <Table rows={items.filter((one) => one.account_id === me)} who="deputy_name" />
            </Section>
            <Section title={words.forOthers}>
              <Table rows={items.filter((one) => one.account_id !== me)} who="account_name" />
            </Section>
          </Stack>
        )}
      </Ready>
    </>
  );
}

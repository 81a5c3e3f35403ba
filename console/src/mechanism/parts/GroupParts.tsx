import { Link } from "react-router";

import { usePreferences } from "../../app/preferences";
import { formatDate } from "../../format/dates";
import { useText } from "../../i18n";
import { PlainTable } from "../../kinds/table/PlainTable";
import type { Group } from "../queriesGroups";
import styles from "./mechanism.module.css";

interface MemberTableProps {
  members: Group["members"];
  label: string;
  empty: string;
}

/** Who is in a group, or holds a post. */
export function MemberTable({ members, label, empty }: MemberTableProps) {
  const words = useText().mechanism.groups;
  if (members.length === 0) return <p className={styles["note"]}>{empty}</p>;
  return (
    <PlainTable
      label={label}
      rows={members}
      rowKey={(member) => member.appointment_id}
      columns={[
        {
          key: "name",
          title: words.member,
          show: (member) => <Link to={`/people/${encodeURIComponent(member.person_id)}`}>{member.person_name}</Link>,
        },
        { key: "post", title: words.post, show: (member) => member.post_name },
        { key: "from", title: words.from, show: (member) => member.organisation_name },
      ]}
    />
  );
}

/** What waits for a group or post. */
export function WaitingList({ waiting }: { waiting: Group["waiting"] }) {
  const words = useText().mechanism.groups;
  const { language } = usePreferences().loaded;
  if (waiting.length === 0) return <p className={styles["note"]}>{words.noneWaiting}</p>;
  return (
    <PlainTable
      label={words.waiting}
      rows={waiting}
      rowKey={(task) => task.id}
      columns={[
        { key: "title", title: words.waiting, show: (task) => (language === "en" ? task.title_en : task.title_zh) },
        { key: "due", title: words.due, show: (task) => (task.due_on === null ? "" : formatDate(task.due_on)) },
      ]}
    />
  );
}

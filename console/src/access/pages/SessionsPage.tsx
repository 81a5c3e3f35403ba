import { App, Button } from "antd";

import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { ListPage } from "../../kinds/list/ListPage";
import { deviceWords } from "../device";
import { type SessionItem, sessionRows, useEndSession } from "../queries";

function EndButton({ session }: { session: SessionItem }) {
  const words = useText().access.sessions;
  const { message } = App.useApp();
  const end = useEndSession();
  if (session.is_current) return <Chip tone="good">{words.here}</Chip>;
  return (
    <Button
      danger
      loading={end.isPending}
      onClick={() => end.mutate(session.id, { onSuccess: () => void message.success(words.ended) })}
    >
      {words.end}
    </Button>
  );
}

export default function SessionsPage() {
  const text = useText();
  const words = text.access.sessions;
  return (
    <ListPage<SessionItem>
      head={{ title: words.title, intro: words.intro, crumbs: [{ label: text.access.me.title, to: "/me" }] }}
      id="access.sessions"
      label={words.title}
      rows={sessionRows}
      rowKey={(session) => session.id}
      rowName={(session) => deviceWords(session.user_agent) ?? words.unknownDevice}
      nameColumn={{ title: words.device }}
      searchable={false}
      columns={[
        { key: "address", title: words.address, show: (session) => session.address },
        { key: "since", title: words.since, show: (session) => formatMoment(session.created_at) },
        { key: "seen", title: words.seen, show: (session) => formatMoment(session.last_seen_at) },
        { key: "end", title: words.end, show: (session) => <EndButton session={session} /> },
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}

import { Button } from "antd";

import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { useBilingual } from "../../i18n/useBilingual";
import { Chip } from "../../kinds/chips/Chip";
import { ListPage } from "../../kinds/list/ListPage";
import { type NoticeItem, noticeRows, useMarkRead } from "../queries";

function ReadState({ notice }: { notice: NoticeItem }) {
  const words = useText().work.notices;
  const mark = useMarkRead();
  if (notice.read_at !== null) return <Chip tone="neutral">{words.read}</Chip>;
  return (
    <Button loading={mark.isPending} onClick={() => mark.mutate(notice.id)}>
      {words.markRead}
    </Button>
  );
}

export default function NoticesPage() {
  const text = useText();
  const words = text.work.notices;
  const inLanguage = useBilingual();
  return (
    <ListPage<NoticeItem>
      head={{ title: words.title }}
      id="work.notices"
      label={words.title}
      rows={noticeRows}
      rowKey={(notice) => notice.id}
      rowName={(notice) => inLanguage(notice.title_zh, notice.title_en)}
      rowLink={(notice) => notice.link || null}
      nameColumn={{ title: words.subject }}
      searchable={false}
      filters={[{ key: "unread", kind: "choice", label: words.state, options: [{ value: "true", label: words.unread }] }]}
      columns={[
        { key: "at", title: words.at, show: (notice) => formatMoment(notice.created_at) },
        { key: "state", title: words.state, show: (notice) => <ReadState notice={notice} /> },
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}

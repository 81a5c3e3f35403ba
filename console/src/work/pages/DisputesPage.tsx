import { Link } from "react-router";

import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { TimeLeft } from "../../kinds/chips/TimeLeft";
import { ListPage } from "../../kinds/list/ListPage";
import { type Dispute, disputeRows } from "../life";

const TONE = { open: "working", ruled: "good", withdrawn: "neutral" } as const;

export default function DisputesPage() {
  const words = useText().work.disputes;
  const options = (of: Record<string, string>) => Object.entries(of).map(([value, label]) => ({ value, label }));
  return (
    <ListPage<Dispute>
      head={{ title: words.title, intro: words.intro }}
      id="work.disputes"
      label={words.title}
      rows={disputeRows}
      rowKey={(one) => one.id}
      rowName={(one) => one.title}
      rowLink={(one) => `/disputes/${one.id}`}
      nameColumn={{ title: words.about, sort: "title" }}
      defaultSort="-opened_at"
      filters={[
        { key: "topic", kind: "choice", label: words.topic, options: options(words.topics) },
        { key: "state", kind: "choice", label: words.state, options: options(words.states) },
      ]}
      columns={[
        { key: "topic", title: words.topic, show: (one) => words.topics[one.topic] },
        { key: "state", title: words.state, show: (one) => <Chip tone={TONE[one.state]}>{words.states[one.state]}</Chip> },
        { key: "claimant", title: words.claimant, show: (one) => one.claimant_name },
        { key: "respondent", title: words.respondent, show: (one) => one.respondent_name },
        { key: "ruler", title: words.ruler, show: (one) => one.ruling_name },
        {
          key: "due",
          title: words.due,
          sort: "due_on",
          show: (one) =>
            one.state === "open" ? (
              <TimeLeft workingDays={one.working_days_left} dueAt={one.due_on} estimated={one.due_estimated} />
            ) : (
              <Link to={one.path}>{words.thing}</Link>
            ),
        },
        { key: "opened", title: words.opened, sort: "opened_at", show: (one) => formatMoment(one.opened_at) },
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}

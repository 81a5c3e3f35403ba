import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";

import { useText } from "../../i18n";
import { useBilingual } from "../../i18n/useBilingual";
import { TimeLeft } from "../../kinds/chips/TimeLeft";
import { HomeKind } from "../../kinds/home/HomeKind";
import { Lines } from "../../kinds/home/Lines";
import { Empty } from "../../kinds/states/Empty";
import { Ready } from "../../kinds/states/Ready";
import { useSession } from "../../session/session";
import { waitingQuery } from "../queries";

const MOST = 8;

function Waiting() {
  const words = useText().work.home;
  const inLanguage = useBilingual();
  const tasks = useQuery(waitingQuery(MOST));
  return (
    <Ready query={tasks} small rows={3}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={words.waitingEmpty} hint={words.waitingEmptyHint} />
        ) : (
          <Lines
            lines={items.map((task) => ({
              key: task.id,
              title: inLanguage(task.title_zh, task.title_en),
              to: task.link || null,
              mark: <TimeLeft workingDays={task.working_days_left} dueAt={task.due_on} estimated={task.due_estimated} />,
            }))}
          />
        )
      }
    </Ready>
  );
}

export default function HomePage() {
  const text = useText();
  const words = text.work.home;
  const { name, organisation_name: place } = useSession();
  return (
    <HomeKind
      title={words.greeting(name)}
      intro={place}
      waiting={{
        title: words.waiting,
        aside: <Link to="/inbox">{words.waitingAll}</Link>,
        content: <Waiting />,
      }}
    />
  );
}

import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";

import { useText } from "../../i18n";
import { useBilingual } from "../../i18n/useBilingual";
import { TimeLeft } from "../../kinds/chips/TimeLeft";
import { HomeKind } from "../../kinds/home/HomeKind";
import { Lines } from "../../kinds/home/Lines";
import { Empty } from "../../kinds/states/Empty";
import { Ready } from "../../kinds/states/Ready";
import { useCan, useSession } from "../../session/session";
import { Numbers } from "../parts/Numbers";
import { Started } from "../parts/Started";
import { Wrong } from "../parts/Wrong";
import { waitingQuery } from "../queries";

const MOST = 8;
const MAY_APPLY = "sharing.application.apply";

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
  const can = useCan();
  return (
    <HomeKind
      title={words.greeting(name)}
      intro={place}
      waiting={{
        title: words.waiting,
        aside: <Link to="/inbox">{words.waitingAll}</Link>,
        content: <Waiting />,
      }}
      {...(can(MAY_APPLY)
        ? {
            started: {
              title: words.started,
              aside: <Link to="/sharing/applications?scope=mine">{words.startedAll}</Link>,
              content: <Started />,
            },
          }
        : {})}
      wrong={{ title: words.wrong, content: <Wrong /> }}
      numbers={{ title: words.numbers, content: <Numbers /> }}
    />
  );
}

import { App, Button } from "antd";
import { Link, useNavigate } from "react-router";

import { asProblem } from "../../api/problem";
import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { useBilingual } from "../../i18n/useBilingual";
import { Chip } from "../../kinds/chips/Chip";
import { ListPage } from "../../kinds/list/ListPage";
import { problemWords } from "../../kinds/states/Failure";
import { type Target, targetRows, useTestTarget } from "../queries";

function TestButton({ target }: { target: Target }) {
  const text = useText();
  const { message } = App.useApp();
  const inLanguage = useBilingual();
  const test = useTestTarget();
  const run = () =>
    test.mutate(target.code, {
      onSuccess: ({ passed, zh, en }) => void (passed ? message.success(inLanguage(zh, en)) : message.error(inLanguage(zh, en), 8)),
      onError: (cause) => void message.error(problemWords(asProblem(cause), text)),
    });
  return (
    <Button loading={test.isPending} onClick={run}>
      {text.sharing.targets.test}
    </Button>
  );
}

function Tested({ target }: { target: Target }) {
  const words = useText().sharing.targets;
  if (target.test_passed === null) return <Chip tone="neutral">{words.never}</Chip>;
  return <Chip tone={target.test_passed ? "good" : "bad"}>{target.test_passed ? words.passed : words.failed}</Chip>;
}

export default function TargetsPage() {
  const words = useText().sharing.targets;
  const navigate = useNavigate();
  const register = (
    <Button type="primary" onClick={() => void navigate("/sharing/targets/new")}>
      {words.register}
    </Button>
  );
  return (
    <ListPage<Target>
      head={{ title: words.title, intro: words.intro, actions: register }}
      id="sharing.targets"
      label={words.title}
      rows={targetRows}
      rowKey={(target) => target.code}
      rowName={(target) => target.name}
      nameColumn={{ title: words.name, sort: "name" }}
      columns={[
        { key: "place", title: words.place, show: (target) => <code>{target.place}</code> },
        { key: "schema", title: words.schema, show: (target) => <code>{target.schema}</code> },
        { key: "tested", title: words.tested, show: (target) => <Tested target={target} /> },
        { key: "registered", title: words.registered, sort: "registered_at", show: (target) => formatMoment(target.registered_at) },
        { key: "code", title: words.code, hidden: true, show: (target) => <code>{target.code}</code> },
        { key: "test", title: words.test, show: (target) => <TestButton target={target} /> },
        {
          key: "move",
          title: words.move,
          show: (target) => <Link to={`/sharing/targets/${target.code}/connection`}>{words.move}</Link>,
        },
      ]}
      empty={{ title: words.empty, hint: words.emptyHint, action: register }}
    />
  );
}

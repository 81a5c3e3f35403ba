import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Form, Input, Select, Switch } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import { asProblem } from "../../api/problem";
import { useText } from "../../i18n";
import { useBilingual } from "../../i18n/useBilingual";
import { ActionButton } from "../../kinds/action/ActionButton";
import { Stack } from "../../kinds/page/Column";
import { PageHead } from "../../kinds/page/PageHead";
import { Section } from "../../kinds/page/Section";
import { problemWords } from "../../kinds/states/Failure";
import { Ready } from "../../kinds/states/Ready";
import { type Channel, type ChannelList, channelsQuery, followedQuery, forgetChannel, setChannel, setFollowing, tryChannel } from "../life";
import styles from "../parts/life.module.css";

type Values = Omit<Channel, "kind">;
type Kind = ChannelList["kinds"][number];

const WORK = [["work"]] as const;
const TIMINGS = ["at_once", "office_hours", "digest"] as const;

function ChannelForm({ kind, channel }: { kind: Kind; channel: Channel | undefined }) {
  const text = useText();
  const words = text.work.channels;
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [secret, setSecret] = useState<string | null>(null);
  const initial = channel ?? { address: "", timing: "office_hours", with_tasks: true, is_on: true };
  const save = async (values: Values) => {
    try {
      const answer = await setChannel(kind.kind, values);
      setSecret(answer.secret ?? null);
      void message.success(words.saved);
      await queries.invalidateQueries({ queryKey: ["work", "channels"] });
    } catch (cause) {
      void message.error(problemWords(asProblem(cause), text));
    }
  };
  return (
    <Form<Values> layout="vertical" name={kind.kind} initialValues={initial} onFinish={(values) => void save(values)}>
      {secret === null ? null : (
        <Alert type="warning" showIcon title={words.secretOnce} description={<code className={styles["words"]}>{secret}</code>} />
      )}
      <Form.Item name="address" label={words.address} rules={[{ required: true, message: words.addressMissing }]}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name="timing" label={words.timing}>
        <Select options={TIMINGS.map((value) => ({ value, label: words.timings[value] }))} />
      </Form.Item>
      <Form.Item name="with_tasks" label={words.withTasks} valuePropName="checked">
        <Switch aria-label={words.withTasks} />
      </Form.Item>
      <Form.Item name="is_on" label={words.isOn} valuePropName="checked">
        <Switch aria-label={words.isOn} />
      </Form.Item>
      <div className={styles["bar"]}>
        <Button type="primary" htmlType="submit">
          {words.save}
        </Button>
        {channel === undefined ? null : (
          <>
            <ActionButton label={words.test} run={() => tryChannel(kind.kind)} done={words.tested} />
            <ActionButton label={words.forget} run={() => forgetChannel(kind.kind)} done={words.forgotten} changes={WORK} />
          </>
        )}
      </div>
    </Form>
  );
}

function Followed() {
  const words = useText().work.life;
  return (
    <Ready query={useQuery(followedQuery)} small rows={2}>
      {({ items }) =>
        items.length === 0 ? (
          <p className={styles["note"]}>{words.followsNothing}</p>
        ) : (
          <ul className={styles["comments"]}>
            {items.map((one) => (
              <li key={one.subject} className={styles["bar"]}>
                <Link to={one.path}>{one.title}</Link>
                <ActionButton label={words.unfollow} run={() => setFollowing(one.subject, false)} changes={WORK} />
              </li>
            ))}
          </ul>
        )
      }
    </Ready>
  );
}

/** How my notices reach me beside the inbox, and what I follow. */
export default function ChannelsPage() {
  const text = useText();
  const words = text.work.channels;
  const inLanguage = useBilingual();
  return (
    <>
      <PageHead title={words.title} intro={words.intro} />
      <Stack>
        <Ready query={useQuery(channelsQuery)}>
          {({ items, kinds }) =>
            kinds.map((kind) => {
              const channel = items.find((one) => one.kind === kind.kind);
              return (
                <Section key={kind.kind} title={inLanguage(kind.zh, kind.en)}>
                  <div className={styles["body"]}>
                    <ChannelForm key={channel === undefined ? "none" : "set"} kind={kind} channel={channel} />
                  </div>
                </Section>
              );
            })
          }
        </Ready>
        <Section title={text.work.life.following}>
          <div className={styles["body"]}>
            <Followed />
          </div>
        </Section>
      </Stack>
    </>
  );
}

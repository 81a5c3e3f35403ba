import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input } from "antd";
import { useState } from "react";

import { asProblem } from "../../api/problem";
import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { Section } from "../../kinds/page/Section";
import { problemWords } from "../../kinds/states/Failure";
import { Ready } from "../../kinds/states/Ready";
import { useSession } from "../../session/session";
import { type Comment, commentsQuery, deleteComment, editComment, followingQuery, setFollowing, writeComment } from "../life";
import styles from "./life.module.css";
import { People } from "./Person";

const WORK = [["work"]] as const;

interface Said {
  body: string;
  mentions?: string[];
}

/** A remark in one's own words, with the people it is meant for. */
function Writer({ subject }: { subject: string }) {
  const text = useText();
  const words = text.work.life;
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Said>();
  const [sending, setSending] = useState(false);
  const send = async ({ body, mentions }: Said) => {
    setSending(true);
    try {
      await writeComment(subject, body, mentions ?? []);
      form.resetFields();
      await queries.invalidateQueries({ queryKey: ["work", "comments", subject] });
    } catch (cause) {
      void message.error(problemWords(asProblem(cause), text));
    } finally {
      setSending(false);
    }
  };
  return (
    <Form form={form} layout="vertical" onFinish={(said) => void send(said)}>
      <Form.Item name="body" label={words.say} rules={[{ required: true, whitespace: true, message: words.sayMissing }]}>
        <Input.TextArea rows={3} maxLength={4000} />
      </Form.Item>
      <Form.Item name="mentions" label={words.mention}>
        <People label={words.mention} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={sending}>
        {words.send}
      </Button>
    </Form>
  );
}

function Remark({ comment }: { comment: Comment }) {
  const words = useText().work.life;
  const { account_id: me } = useSession();
  const mine = comment.author_id === me && comment.deleted_at === null;
  return (
    <li className={styles["comment"]}>
      <div className={styles["who"]}>
        <strong>{comment.author_name}</strong>
        <time dateTime={comment.created_at}>{formatMoment(comment.created_at)}</time>
        {comment.edited_at === null || comment.deleted_at !== null ? null : <span>{words.edited}</span>}
      </div>
      <p className={styles["words"]}>{comment.deleted_at === null ? comment.body : words.deleted}</p>
      {mine ? (
        <div className={styles["bar"]}>
          <ActionButton
            label={words.edit}
            ask={{ reason: "required" }}
            run={({ reason }) => editComment(comment, reason)}
            changes={WORK}
          />
          <ActionButton label={words.remove} run={() => deleteComment(comment.id)} changes={WORK} />
        </div>
      ) : null}
    </li>
  );
}

/** Follow a thing, or no longer. */
export function FollowButton({ subject }: { subject: string }) {
  const words = useText().work.life;
  const { data } = useQuery(followingQuery(subject));
  if (data === undefined) return null;
  const wanted = !data.is_followed;
  return (
    <ActionButton
      label={wanted ? words.follow : words.unfollow}
      run={() => setFollowing(subject, wanted)}
      done={wanted ? words.followed : words.unfollowed}
      changes={WORK}
    />
  );
}

/** What is said about a thing; fits every page of a thing, given how the evidence names it. */
export function Discussion({ subject }: { subject: string }) {
  const words = useText().work.life;
  return (
    <Section title={words.discussion} aside={<FollowButton subject={subject} />}>
      <div className={styles["body"]}>
        <Ready query={useQuery(commentsQuery(subject))} small rows={2}>
          {({ items }) =>
            items.length === 0 ? (
              <p className={styles["note"]}>{words.nothingSaid}</p>
            ) : (
              <ul className={styles["comments"]}>
                {items.map((comment) => (
                  <Remark key={comment.id} comment={comment} />
                ))}
              </ul>
            )
          }
        </Ready>
        <Writer subject={subject} />
      </div>
    </Section>
  );
}

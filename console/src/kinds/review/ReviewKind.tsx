import { App, Button } from "antd";
import { useEffect, useState } from "react";
import { Link, useNavigate } from "react-router";

import { onKey } from "../../app/shell/keys";
import { useText } from "../../i18n";
import { useSubmission } from "../form/useSubmission";
import { PageHead } from "../page/PageHead";
import { Section } from "../page/Section";
import { DecisionDialog } from "./DecisionDialog";
import { History } from "./History";
import styles from "./Review.module.css";
import type { Decision, Made, Neighbours, ReviewKindProps } from "./types";

/** j and k, or the links, lead along the cases that wait. */
function Along({ previous = null, next = null, position, of }: Neighbours) {
  const words = useText().kinds.review;
  const navigate = useNavigate();
  useEffect(() => {
    const go = (to: string | null) => () => {
      if (to !== null) void navigate(to);
    };
    const undo = [onKey("j", go(next)), onKey("k", go(previous))];
    return () => undo.forEach((off) => off());
  }, [previous, next, navigate]);
  return (
    <nav className={styles["along"]} aria-label={words.next}>
      {previous === null ? null : <Link to={previous}>{words.previous}</Link>}
      {position === undefined || of === undefined ? null : <span>{words.position(position, of)}</span>}
      {next === null ? null : <Link to={next}>{words.next}</Link>}
    </nav>
  );
}

/** Page kind 5: left what is asked, right what one needs to decide, below the decisions. */
export function ReviewKind(props: ReviewKindProps) {
  const { head, clock, ask, facts, history, decisions, decide, onDecided, neighbours } = props;
  const words = useText().kinds.review;
  const { message } = App.useApp();
  const [chosen, setChosen] = useState<Decision | null>(null);
  const submission = useSubmission(decide);

  const send = (made: Made) =>
    submission.submit(made, {
      onSuccess: () => {
        void message.success(chosen?.label ?? words.decided);
        setChosen(null);
        onDecided(made);
      },
    });

  return (
    <div className={styles["page"]}>
      <PageHead {...head} marks={clock} actions={neighbours === undefined ? null : <Along {...neighbours} />} />
      <div className={styles["halves"]}>
        <div className={styles["half"]}>
          <Section title={words.ask}>{ask}</Section>
        </div>
        <div className={styles["half"]}>
          {facts.map((fact) => (
            <Section key={fact.title} title={fact.title}>
              {fact.content}
            </Section>
          ))}
          <Section title={words.history}>
            <History entries={history} />
          </Section>
        </div>
      </div>
      {decisions.length === 0 ? null : (
        <div className={styles["bar"]}>
          {decisions.map((decision) => (
            <Button
              key={decision.key}
              type={decision.tone === "primary" ? "primary" : "default"}
              danger={decision.tone === "danger"}
              onClick={() => {
                submission.reset();
                setChosen(decision);
              }}
            >
              {decision.label}
            </Button>
          ))}
        </div>
      )}
      {chosen === null ? null : (
        <DecisionDialog
          decision={chosen}
          sending={submission.sending}
          error={submission.error}
          onSend={send}
          onClose={() => setChosen(null)}
        />
      )}
    </div>
  );
}

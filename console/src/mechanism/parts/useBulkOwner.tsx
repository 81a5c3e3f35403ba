import { useQueryClient } from "@tanstack/react-query";
import { App, Form, List } from "antd";
import { useRef, useState, type ReactNode } from "react";

import { usePreferences } from "../../app/preferences";
import { useText } from "../../i18n";
import { useSubmission } from "../../kinds/form/useSubmission";
import type { BulkAction } from "../../kinds/list/types";
import { DecisionDialog } from "../../kinds/review/DecisionDialog";
import { ACCOUNTABILITY, type Gap, type MendOutcome } from "../queries";
import { PersonPicker } from "./PersonPicker";

type Asset = Pick<Gap["asset"], "kind" | "code">;

const assetOf = (key: string): Asset => {
  const [kind = "", ...code] = key.split("/");
  return { kind, code: code.join("/") };
};

/** One person for many things of a list: the bulk action, and the dialog that asks for the person. */
export function useBulkOwner(
  key: string,
  label: (count: number) => string,
  run: (assets: readonly Asset[], personId: string, key: string) => Promise<MendOutcome>,
): { action: BulkAction; dialog: ReactNode } {
  const text = useText();
  const words = text.mechanism;
  const { language } = usePreferences().loaded;
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<{ keys: readonly string[]; close: () => void } | null>(null);
  const person = useRef("");
  const submission = useSubmission((assets: readonly Asset[], sent: string) => run(assets, person.current, sent));

  const told = (outcome: MendOutcome) => {
    void message.success(words.bulk.done(outcome.done));
    if (outcome.refused.length === 0) return;
    modal.warning({
      title: words.bulk.refused(outcome.refused.length),
      content: (
        <List
          size="small"
          dataSource={outcome.refused}
          renderItem={(one) => <List.Item>{language === "en" ? one.en : one.zh}</List.Item>}
        />
      ),
    });
  };
  const close = () => {
    asking?.close();
    setAsking(null);
  };
  const send = () =>
    submission.submit((asking?.keys ?? []).map(assetOf), {
      onSuccess: (outcome) => {
        told(outcome);
        void queries.invalidateQueries({ queryKey: ACCOUNTABILITY });
        close();
      },
      onError: () => undefined,
    });

  return {
    action: { key, label, run: (keys) => new Promise<void>((resolve) => setAsking({ keys, close: resolve })) },
    dialog:
      asking === null ? null : (
        <DecisionDialog
          decision={{
            key,
            label: label(asking.keys.length),
            tone: "primary",
            reason: "none",
            content: (
              <Form.Item
                name="owner"
                label={words.accountability.who}
                rules={[{ required: true, message: words.accountability.whoMissing }]}
              >
                <PersonPicker label={words.accountability.who} onChange={(id) => (person.current = id)} />
              </Form.Item>
            ),
          }}
          sending={submission.sending}
          error={submission.error}
          onSend={send}
          onClose={close}
        />
      ),
  };
}

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import { formatDate, formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { Chip } from "../../kinds/chips/Chip";
import { Refused } from "../../kinds/form/Messages";
import { useSubmission } from "../../kinds/form/useSubmission";
import { DayField } from "../../kinds/form/DayField";
import { ListPanel } from "../../kinds/list/ListPanel";
import { CopyButton } from "../../kinds/states/CopyButton";
import { Empty } from "../../kinds/states/Empty";
import { Ready } from "../../kinds/states/Ready";
import { useSession } from "../../session/session";
import { grantsQuery, issueKey, type IssuedKey, keyRows, revokeKey, type Service, type ServiceKey } from "../queries";
import styles from "./services.module.css";

interface Values {
  grant_id: string;
  name: string;
  expires_on?: string;
}

/** The key itself, shown once. */
function Secret({ issued, onSaved }: { issued: IssuedKey; onSaved: () => void }) {
  const words = useText().services.keys;
  return (
    <div className={styles["secret"]}>
      <Alert type="warning" showIcon title={words.once} description={words.how} />
      <code>{issued.secret}</code>
      <div>
        <CopyButton value={issued.secret} label={words.copy} />
      </div>
      <Button type="primary" onClick={onSaved}>
        {words.saved}
      </Button>
    </div>
  );
}

function IssueForm({ service, onIssued }: { service: Service; onIssued: (issued: IssuedKey) => void }) {
  const text = useText();
  const words = text.services.keys;
  const { organisation_id: mine } = useSession();
  const grants = useQuery(grantsQuery(service.asset_code));
  const submission = useSubmission((values: Values, key: string) => issueKey(service.code, values, key));
  const missing = (label: string) => ({ required: true, message: text.kinds.form.missing(label) });
  return (
    <Ready query={grants} small rows={2}>
      {({ items }) => {
        const fitting = items.filter((grant) => grant.organisation_id === mine && grant.target_kind === "api" && grant.is_usable);
        if (fitting.length === 0) return <Empty title={words.noGrants} hint={words.noGrantsHint} />;
        const options = fitting.map((grant) => ({
          value: grant.id,
          label: text.services.trial.grantWords(grant.purpose, formatDate(grant.valid_to)),
        }));
        return (
          <>
            {submission.error === null ? null : <Refused cause={submission.error} count={0} rest={[]} />}
            <Form<Values>
              layout="vertical"
              disabled={submission.sending}
              onFinish={({ expires_on: end, ...values }) =>
                submission.submit({ ...values, ...(end ? { expires_on: end } : {}) }, { onSuccess: onIssued })
              }
            >
              <Form.Item name="grant_id" label={words.grant} rules={[missing(words.grant)]}>
                <Select options={options} />
              </Form.Item>
              <Form.Item
                name="name"
                label={words.name}
                extra={`${words.nameHelp} ${text.kinds.form.example(words.nameExample)}`}
                rules={[missing(words.name)]}
              >
                <Input maxLength={60} />
              </Form.Item>
              <Form.Item name="expires_on" label={words.expires} extra={words.expiresHelp}>
                <DayField />
              </Form.Item>
              <Button type="primary" htmlType="submit" loading={submission.sending}>
                {words.issue}
              </Button>
            </Form>
          </>
        );
      }}
    </Ready>
  );
}

function IssueButton({ service }: { service: Service }) {
  const words = useText().services.keys;
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [issued, setIssued] = useState<IssuedKey | null>(null);
  const close = () => {
    setOpen(false);
    setIssued(null);
    void queries.invalidateQueries({ queryKey: ["services", "keys", service.code] });
  };
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {words.issue}
      </Button>
      <Modal
        open={open}
        title={issued === null ? words.issue : words.issued}
        footer={null}
        onCancel={close}
        mask={{ closable: false }}
        destroyOnHidden
      >
        {issued === null ? (
          <>
            <p>{words.issueIntro}</p>
            <IssueForm service={service} onIssued={setIssued} />
          </>
        ) : (
          <Secret issued={issued} onSaved={close} />
        )}
      </Modal>
    </>
  );
}

function Revoke({ serviceCode, serviceKey }: { serviceCode: string; serviceKey: ServiceKey }) {
  const text = useText();
  const words = text.services.keys;
  if (serviceKey.state !== "active") return <>{serviceKey.revoked_reason || text.common.none}</>;
  return (
    <ActionButton
      label={words.revoke}
      tone="danger"
      ask={{ reason: "required", content: <p>{words.revokeIntro}</p> }}
      done={words.revoked}
      changes={[["services", "keys", serviceCode]]}
      run={({ reason }) => revokeKey(serviceCode, serviceKey.id, reason)}
    />
  );
}

/** The keys one may see, issued and revoked here. */
export function Keys({ service }: { service: Service }) {
  const text = useText();
  const words = text.services.keys;
  const issue = service.may.includes("use_keys") && service.state === "published" ? <IssueButton service={service} /> : null;
  return (
    <ListPanel<ServiceKey>
      id="services.keys"
      label={words.title}
      rows={keyRows(service.code)}
      rowKey={(key) => key.id}
      rowName={(key) => key.name}
      nameColumn={{ title: words.name, sort: "name" }}
      defaultSort="-created_at"
      searchable={false}
      columns={[
        {
          key: "state",
          title: words.state,
          show: (key) => <Chip tone={key.state === "active" ? "good" : "bad"}>{words.states[key.state]}</Chip>,
        },
        { key: "organisation", title: words.organisation, show: (key) => key.organisation_name },
        { key: "prefix", title: words.prefix, show: (key) => <code>{key.prefix}</code> },
        { key: "grant", title: words.grant, show: (key) => <Link to={`/security/grants/${key.grant_id}`}>{words.grant}</Link> },
        {
          key: "expires",
          title: words.expires,
          sort: "expires_on",
          show: (key) => (key.expires_on === null ? text.common.none : formatDate(key.expires_on)),
        },
        { key: "used", title: words.used, show: (key) => (key.last_used_at === null ? words.never : formatMoment(key.last_used_at)) },
        { key: "created", title: words.created, sort: "created_at", show: (key) => formatMoment(key.created_at) },
        { key: "revoke", title: words.revoke, show: (key) => <Revoke serviceCode={service.code} serviceKey={key} /> },
      ]}
      tools={() => issue}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}

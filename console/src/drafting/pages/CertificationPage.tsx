import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Input } from "antd";
import { useParams } from "react-router";

import { entityPath } from "../../architecture/parts/paths";
import { type Entity, entityQuery, LEDGER } from "../../architecture/queries";
import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { Chip } from "../../kinds/chips/Chip";
import { FormKind } from "../../kinds/form/FormKind";
import type { FormField } from "../../kinds/form/types";
import { Column, Stack } from "../../kinds/page/Column";
import { PageHead } from "../../kinds/page/PageHead";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import { SystemSelect } from "../parts/FoundSelect";
import { type Certified, certificationsQuery, certify, type CertificationTest, invalidate } from "../queries";

type Values = Record<CertificationTest | "system_code", string>;

const CERTIFICATIONS = ["architecture", "certifications"] as const;

function History({ items }: { items: readonly Certified[] }) {
  const text = useText();
  const words = text.drafting.certify;
  return (
    <Section title={words.history}>
      {items.length === 0 ? (
        <p>{words.noHistory}</p>
      ) : (
        <PlainTable
          label={words.history}
          rows={items}
          rowKey={(one) => one.id}
          columns={[
            { key: "system", title: words.system, show: (one) => one.system_name },
            { key: "from", title: words.from, show: (one) => formatMoment(one.certified_at) },
            {
              key: "until",
              title: words.until,
              show: (one) => (one.invalidated_at === null ? <Chip tone="good">{words.valid}</Chip> : formatMoment(one.invalidated_at)),
            },
            { key: "why", title: words.why, show: (one) => one.invalidated_reason ?? text.common.none },
          ]}
        />
      )}
    </Section>
  );
}

function Certify({ entity }: { entity: Entity }) {
  const words = useText().drafting.certify;
  const queries = useQueryClient();
  const { message } = App.useApp();
  const tests = Object.entries(words.tests) as [CertificationTest, string][];
  const send = ({ system_code, ...said }: Values, key: string) => {
    const answers = tests.map(([test]) => ({ test, holds: true, evidence: said[test] }));
    return certify(entity.code, { system_code, answers }, key);
  };
  const done = () => {
    void message.success(words.done);
    for (const queryKey of [LEDGER, CERTIFICATIONS]) void queries.invalidateQueries({ queryKey });
  };
  const fields: FormField<Values>[] = [
    { name: "system_code", label: words.system, required: true, help: words.systemHelp, input: <SystemSelect /> },
    ...tests.map(([test, title]) => ({
      name: test,
      label: title,
      required: true,
      help: words.evidence,
      example: words.evidenceExample,
      input: <Input.TextArea rows={2} maxLength={1000} />,
    })),
  ];
  return (
    <FormKind<Values>
      id={`ledger.certify.${entity.code}`}
      head={{ title: words.title(entity.name), intro: words.intro, crumbs: [{ label: entity.name, to: entityPath(entity.code) }] }}
      initial={{}}
      steps={[{ key: "tests", title: words.go, fields }]}
      submitLabel={words.send}
      submit={send}
      onDone={done}
    />
  );
}

function Present({ entity }: { entity: Entity & { certification: NonNullable<Entity["certification"]> } }) {
  const words = useText().drafting.certify;
  const { system_name, certified_at } = entity.certification;
  return (
    <PageHead
      title={words.title(entity.name)}
      intro={words.present(system_name, formatMoment(certified_at))}
      crumbs={[{ label: entity.name, to: entityPath(entity.code) }]}
      actions={
        <ActionButton
          label={words.invalidate}
          tone="danger"
          run={({ reason }, key) => invalidate(entity.code, reason, key)}
          done={words.invalidated}
          changes={[LEDGER, CERTIFICATIONS]}
          ask={{ reason: "required", content: <p>{words.invalidateHint}</p> }}
        />
      }
    />
  );
}

/** The one certified source of an entity: the four tests, and what was certified before. */
export default function CertificationPage() {
  const { code = "" } = useParams();
  const entity = useQuery(entityQuery(code));
  const before = useQuery(certificationsQuery(code));
  return (
    <Ready query={entity}>
      {(found) => (
        <>
          {found.certification === null ? <Certify entity={found} /> : <Present entity={{ ...found, certification: found.certification }} />}
          <Column>
            <Ready query={before} small>
              {({ items }) => (
                <Stack>
                  <History items={items} />
                </Stack>
              )}
            </Ready>
          </Column>
        </>
      )}
    </Ready>
  );
}

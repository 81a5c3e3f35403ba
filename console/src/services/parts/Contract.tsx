import { formatMoment } from "../../format/dates";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { Stack } from "../../kinds/page/Column";
import { type Fact, Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { PlainTable } from "../../kinds/table/PlainTable";
import { TypeWord } from "../../kinds/table/TypeWord";
import { readable } from "../call";
import type { Service, ServiceInput } from "../queries";
import styles from "./services.module.css";

export const titleOf = (service: Service, name: string) => service.columns.find((column) => column.name === name)?.title ?? name;
export const typeOf = (service: Service, name: string) => service.columns.find((column) => column.name === name)?.type ?? "text";

function Promised({ service }: { service: Service }) {
  const text = useText();
  const words = text.services.service;
  const { contract, copy_state: copy } = service;
  const none = (value: string) => value || text.common.none;
  const facts: Fact[] = [
    { label: words.description, value: none(service.description), wide: true },
    { label: words.users, value: none(contract.users) },
    { label: words.scenario, value: none(contract.scenario) },
    { label: words.timeliness, value: none(contract.timeliness) },
    { label: words.sla, value: words.slaWords(formatNumber(contract.sla_ms)) },
    { label: words.rate, value: words.rateWords(formatNumber(service.calls_per_second)) },
    { label: words.quota, value: words.quotaWords(formatNumber(service.daily_quota)) },
    ...(service.kind === "query" ? [{ label: words.pageSize, value: words.rowsWords(formatNumber(service.page_size_max)) }] : []),
    {
      label: words.copy,
      value: copy === null ? words.copyNone : words.copyWords(String(copy.data_version), formatMoment(copy.copied_at)),
    },
    { label: words.security, value: none(contract.security_note), wide: true },
  ];
  if (service.condition_text !== "") facts.push({ label: words.condition, value: service.condition_text, wide: true });
  if (service.reason !== "") facts.push({ label: words.reason, value: service.reason, wide: true });
  return <Facts facts={facts} />;
}

function Inputs({ service }: { service: Service }) {
  const text = useText();
  const words = text.services.service;
  const yes = (value: boolean) => (value ? text.common.yes : text.common.no);
  return (
    <PlainTable<ServiceInput>
      label={words.inputs}
      rows={service.inputs}
      rowKey={(input) => input.column}
      columns={[
        { key: "title", title: words.inputs, show: (input) => titleOf(service, input.column) },
        { key: "name", title: text.format.code, show: (input) => <code>{input.column}</code> },
        { key: "type", title: words.type, show: (input) => <TypeWord type={typeOf(service, input.column)} /> },
        { key: "role", title: words.role, show: (input) => (input.is_claim ? words.roleClaim : words.roleFilter) },
        { key: "required", title: words.required, show: (input) => yes(input.required) },
        { key: "many", title: words.many, show: (input) => yes(input.many) },
      ]}
    />
  );
}

function Outputs({ service }: { service: Service }) {
  const text = useText();
  const words = text.services.service;
  return (
    <PlainTable<string>
      label={words.outputs}
      rows={service.outputs}
      rowKey={(name) => name}
      columns={[
        { key: "title", title: words.outputs, show: (name) => titleOf(service, name) },
        { key: "name", title: text.format.code, show: (name) => <code>{name}</code> },
        { key: "type", title: words.type, show: (name) => <TypeWord type={typeOf(service, name)} /> },
      ]}
    />
  );
}

/** What the provider promises, and what goes in and comes out. */
export function Contract({ service }: { service: Service }) {
  const words = useText().services.service;
  return (
    <Stack>
      <Section title={words.promise}>
        <Promised service={service} />
      </Section>
      <Section title={words.data}>
        <Inputs service={service} />
        {service.outputs.length === 0 ? null : <Outputs service={service} />}
      </Section>
      <Section title={words.example}>
        <pre className={styles["code"]}>{readable(service.example)}</pre>
      </Section>
    </Stack>
  );
}

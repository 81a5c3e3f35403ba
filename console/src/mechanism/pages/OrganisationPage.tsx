import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { Link, useParams } from "react-router";

import type { AnswerOf } from "../../api/types";
import { formatDate } from "../../format/dates";
import { useText } from "../../i18n";
import { EntityKind } from "../../kinds/entity/EntityKind";
import { ListPanel } from "../../kinds/list/ListPanel";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import { useCan } from "../../session/session";
import { useDutyList } from "../parts/DutyList";
import styles from "../parts/mechanism.module.css";
import { usePersonList } from "../parts/PersonList";
import { ReportingTable } from "../parts/ReportingTable";
import { useKindWord, useLevelWord } from "../parts/words";
import { dutiesOf, type Duty, organisationQuery, peopleOf, type Person, successionsQuery } from "../queries";
import { reformsOfQuery } from "../queriesReforms";

type Detail = AnswerOf<"/api/v1/mechanism/organisations/{organisation_id}">;

const pathOf = (id: string) => `/organisations/${encodeURIComponent(id)}`;

function Overview({ detail }: { detail: Detail }) {
  const text = useText();
  const words = text.mechanism;
  const kindWord = useKindWord();
  const levelWord = useLevelWord();
  const parent = detail.superiors.at(-1);
  const region = detail.is_local_code ? `${detail.region_code} · ${words.organisations.localCode}` : detail.region_code;
  return (
    <Stack>
      <Section title={text.kinds.entity.tabs.overview}>
        <Facts
          facts={[
            { label: words.organisations.kind, value: kindWord(detail.kind) },
            { label: words.organisations.level, value: levelWord(detail.level) },
            { label: words.organisations.region, value: region },
            { label: words.organisations.uscc, value: detail.uscc ?? text.common.none },
            { label: words.organisations.validFrom, value: formatDate(detail.valid_from) },
            {
              label: words.organisations.validTo,
              value: detail.valid_to === null ? text.common.none : formatDate(detail.valid_to),
            },
            {
              label: words.organisations.parent,
              value: parent === undefined ? text.common.none : <Link to={pathOf(parent.id)}>{parent.name}</Link>,
            },
          ]}
        />
      </Section>
      <Section title={words.organisation.below}>
        {detail.children.length === 0 ? (
          <p className={styles["note"]}>{words.organisation.noneBelow}</p>
        ) : (
          <ul className={styles["children"]}>
            {detail.children.map((child) => (
              <li key={child.id}>
                <Link to={pathOf(child.id)}>{child.name}</Link>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Succession id={detail.id} />
      <Section title={words.organisation.earlier}>
        {detail.earlier.length === 0 ? (
          <p className={styles["note"]}>{words.organisation.noEarlier}</p>
        ) : (
          <PlainTable
            label={words.organisation.earlier}
            rows={detail.earlier}
            rowKey={(version) => String(version.version)}
            columns={[
              { key: "version", title: text.kinds.entity.tabs.versions, show: (one) => words.organisation.version(one.version) },
              { key: "on", title: words.organisation.changedOn, show: (one) => formatDate(one.changed_on) },
              { key: "name", title: words.organisations.name, show: (one) => one.organisation.name },
              { key: "kind", title: words.organisations.kind, show: (one) => kindWord(one.organisation.kind) },
            ]}
          />
        )}
      </Section>
    </Stack>
  );
}

/** What it came from and what it became; nothing where there was no merger. */
function Succession({ id }: { id: string }) {
  const words = useText().mechanism.organisation;
  const { data } = useQuery(successionsQuery(id));
  if (data === undefined || data.items.length === 0) return null;
  const link = (to: string, name: string) => (to === id ? name : <Link to={pathOf(to)}>{name}</Link>);
  return (
    <Section title={words.succession}>
      <PlainTable
        label={words.succession}
        rows={data.items}
        rowKey={(one) => `${one.predecessor_id} ${one.successor_id}`}
        columns={[
          { key: "from", title: words.from, show: (one) => link(one.predecessor_id, one.predecessor_name) },
          { key: "became", title: words.became, show: (one) => link(one.successor_id, one.successor_name) },
          { key: "on", title: words.since, show: (one) => formatDate(one.on) },
          { key: "basis", title: words.basis, show: (one) => one.basis },
        ]}
      />
    </Section>
  );
}

function People({ id }: { id: string }) {
  const words = useText().mechanism.people;
  const list = usePersonList();
  return (
    <ListPanel<Person>
      {...list}
      id="mechanism.people.of"
      rows={peopleOf(id)}
      columns={list.columns.filter((column) => column.key !== "organisation")}
      empty={{ title: words.emptyOf, hint: words.emptyHint }}
    />
  );
}

function Duties({ id }: { id: string }) {
  const list = useDutyList();
  return (
    <ListPanel<Duty>
      {...list}
      id="mechanism.duties.of"
      rows={dutiesOf(id)}
      columns={list.columns.filter((column) => column.key !== "organisation")}
    />
  );
}

/** What the bureau may do with it. */
function Actions({ id }: { id: string }) {
  const words = useText().mechanism;
  const mayEdit = useCan()("mechanism.organisation.edit");
  if (!mayEdit) return null;
  return (
    <span className={styles["links"]}>
      <Link to={`${pathOf(id)}/edit`}>{words.edit.open}</Link>
      <Link to={`${pathOf(id)}/alter`}>{words.alter.open}</Link>
      <Link to={`${pathOf(id)}/split`}>{words.split.open}</Link>
    </span>
  );
}

/** What was decided about it and waits for its day, or could not be done on it. */
function Coming({ id }: { id: string }) {
  const words = useText().mechanism.reform;
  const { data } = useQuery(reformsOfQuery(id));
  const living = data?.items.filter((one) => one.state === "held" || one.state === "obstructed") ?? [];
  return living.map((one) => (
    <Alert
      key={one.id}
      type={one.state === "held" ? "info" : "warning"}
      showIcon
      title={<Link to={`/organisations/reforms/${one.id}`}>{one.title}</Link>}
      description={one.state === "held" ? words.waiting(formatDate(one.on)) : words.stuck}
    />
  ));
}

export default function OrganisationPage() {
  const { id = "" } = useParams();
  const text = useText();
  const words = text.mechanism;
  const kindWord = useKindWord();
  const detail = useQuery(organisationQuery(id));
  return (
    <Ready query={detail}>
      {(found) => (
        <EntityKind
          name={found.name}
          subject={`mechanism/organisation/${found.id}`}
          kind={kindWord(found.kind)}
          code={found.code}
          state={found.valid_to === null ? "active" : "retired"}
          crumbs={[
            { label: words.organisations.title, to: "/organisations" },
            ...found.superiors.map((above) => ({ label: above.name, to: pathOf(above.id) })),
          ]}
          actions={found.valid_to === null ? <Actions id={found.id} /> : null}
          banners={<Coming id={found.id} />}
          tabs={[
            { key: "overview", label: text.kinds.entity.tabs.overview, content: () => <Overview detail={found} /> },
            { key: "people", label: words.organisation.people, content: () => <People id={found.id} /> },
            { key: "chart", label: words.organisation.chart, content: () => <ReportingTable organisationId={found.id} /> },
            { key: "duties", label: words.organisation.duties, content: () => <Duties id={found.id} /> },
          ]}
        />
      )}
    </Ready>
  );
}

import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";

import type { AnswerOf } from "../../api/types";
import { hitPath } from "../../architecture/parts/paths";
import { formatDate } from "../../format/dates";
import { useText } from "../../i18n";
import { EntityKind } from "../../kinds/entity/EntityKind";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import { useCan } from "../../session/session";
import { HeldTable } from "../parts/HeldTable";
import styles from "../parts/mechanism.module.css";
import { ScopeWords } from "../parts/ScopeWords";
import { useAssetKindWord } from "../parts/words";
import { personQuery } from "../queries";

type Detail = AnswerOf<"/api/v1/mechanism/people/{person_id}">;

function Posts({ detail }: { detail: Detail }) {
  const text = useText();
  const words = text.mechanism.person;
  if (detail.appointments.length === 0) return <p className={styles["note"]}>{words.noPosts}</p>;
  return (
    <PlainTable
      label={words.posts}
      rows={detail.appointments}
      rowKey={(appointment) => appointment.id}
      columns={[
        { key: "post", title: words.post, show: (appointment) => appointment.post.name },
        { key: "organisation", title: text.mechanism.people.organisation, show: (appointment) => appointment.organisation_name },
        { key: "scope", title: words.scope, show: (appointment) => <ScopeWords scope={appointment.scope} /> },
        { key: "since", title: words.since, show: (appointment) => formatDate(appointment.valid_from) },
        {
          key: "until",
          title: words.until,
          show: (appointment) => (appointment.valid_to === null ? text.common.none : formatDate(appointment.valid_to)),
        },
      ]}
    />
  );
}

function Owns({ detail }: { detail: Detail }) {
  const words = useText().mechanism;
  const kindWord = useAssetKindWord();
  if (detail.owns.length === 0) return <p className={styles["note"]}>{words.person.ownsNothing}</p>;
  return (
    <PlainTable
      label={words.person.owns}
      rows={detail.owns}
      rowKey={(owned) => `${owned.asset_kind}/${owned.asset_code}`}
      columns={[
        {
          key: "asset",
          title: words.accountability.asset,
          show: (owned) => {
            const to = hitPath(owned.asset_kind, owned.asset_code);
            return to === null ? owned.asset_name : <Link to={to}>{owned.asset_name}</Link>;
          },
        },
        { key: "code", title: words.accountability.code, show: (owned) => owned.asset_code },
        { key: "kind", title: words.accountability.kind, show: (owned) => kindWord(owned.asset_kind) },
        { key: "since", title: words.accountability.since, show: (owned) => formatDate(owned.valid_from) },
      ]}
    />
  );
}

function Overview({ detail }: { detail: Detail }) {
  const text = useText();
  const words = text.mechanism;
  const contact = (value: string) => value || words.people.contactHidden;
  return (
    <Stack>
      <Section title={text.kinds.entity.tabs.overview}>
        <Facts
          facts={[
            {
              label: words.people.organisation,
              value: (
                <Link to={`/organisations/${encodeURIComponent(detail.organisation_id)}`}>{detail.organisation_name}</Link>
              ),
            },
            { label: words.people.post, value: detail.title || text.common.none },
            { label: words.people.phone, value: contact(detail.phone) },
            { label: words.people.email, value: contact(detail.email) },
          ]}
        />
      </Section>
      <Section title={words.person.posts}>
        <Posts detail={detail} />
      </Section>
      <Section title={words.person.owns}>
        <Owns detail={detail} />
      </Section>
      <Section title={words.person.held}>
        {detail.held.length === 0 ? (
          <p className={styles["note"]}>{words.person.heldNothing}</p>
        ) : (
          <HeldTable held={detail.held} />
        )}
      </Section>
    </Stack>
  );
}

export default function PersonPage() {
  const { id = "" } = useParams();
  const text = useText();
  const words = text.mechanism;
  const person = useQuery(personQuery(id));
  const mayEdit = useCan()("mechanism.person.edit");
  return (
    <Ready query={person}>
      {(detail) => (
        <EntityKind
          name={detail.name}
          kind={words.person.kind}
          code={detail.code}
          state={detail.left_on === null ? "active" : "retired"}
          crumbs={[{ label: words.people.title, to: "/people" }]}
          actions={
            mayEdit && detail.left_on === null ? (
              <Link to={`/people/${encodeURIComponent(detail.id)}/depart`}>{words.departure.open}</Link>
            ) : null
          }
          tabs={[
            { key: "overview", label: text.kinds.entity.tabs.overview, content: () => <Overview detail={detail} /> },
          ]}
        />
      )}
    </Ready>
  );
}

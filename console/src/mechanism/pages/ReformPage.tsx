import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";

import { formatDate, formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { EntityKind } from "../../kinds/entity/EntityKind";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { useOrganisationName } from "../../session/organisations";
import { useCan } from "../../session/session";
import { ObstacleTable } from "../parts/ReformPreview";
import { ReformState } from "../parts/ReformState";
import styles from "../parts/mechanism.module.css";
import { cancelReform, type Reform, REFORMS, reformQuery, resumeReform } from "../queriesReforms";

function Overview({ reform }: { reform: Reform }) {
  const text = useText();
  const words = text.mechanism.reform;
  const organisationName = useOrganisationName();
  const change = <Link to={`/work/changes/${reform.change_id}`}>{words.seeChange}</Link>;
  return (
    <Stack>
      {reform.obstacles.length === 0 ? null : (
        <Section title={words.obstacles}>
          <p className={styles["note"]}>{words.stuck}</p>
          <ObstacleTable obstacles={reform.obstacles} />
        </Section>
      )}
      <Section title={text.kinds.entity.tabs.overview}>
        <Facts
          facts={[
            { label: words.on, value: formatDate(reform.on) },
            { label: words.basis, value: reform.basis, wide: true },
            { label: words.proposed, value: reform.proposed_name },
            { label: words.approved, value: reform.approved_name },
            { label: words.approvedAt, value: formatMoment(reform.approved_at) },
            { label: words.endedAt, value: reform.ended_at === null ? text.common.none : formatMoment(reform.ended_at) },
            ...(reform.ended_because === "" ? [] : [{ label: words.reason, value: reform.ended_because, wide: true }]),
            { label: words.change, value: change },
          ]}
        />
      </Section>
      <Section title={words.organisations}>
        <ul className={styles["children"]}>
          {reform.organisations.map((id) => (
            <li key={id}>
              <Link to={`/organisations/${encodeURIComponent(id)}`}>{organisationName(id) || words.seeChange}</Link>
            </li>
          ))}
        </ul>
      </Section>
    </Stack>
  );
}

function Actions({ reform }: { reform: Reform }) {
  const words = useText().mechanism.reform;
  const mayEdit = useCan()("mechanism.organisation.edit");
  const changes = [REFORMS, ["mechanism", "organisations"], ["system"]];
  if (!mayEdit || reform.state === "done" || reform.state === "cancelled") return null;
  return (
    <>
      {reform.state === "obstructed" ? (
        <ActionButton
          label={words.resume}
          tone="primary"
          run={(_, key) => resumeReform(reform.id, key)}
          done={words.resumed}
          changes={changes}
          ask={{ reason: "none" }}
        />
      ) : null}
      <ActionButton
        label={words.cancel}
        tone="danger"
        run={(made, key) => cancelReform(reform.id, made.reason, key)}
        done={words.cancelled}
        changes={changes}
        ask={{ reason: "required", content: <p>{words.cancelHint}</p> }}
      />
    </>
  );
}

/** One reform: when, by whom, what stood in its way; cancelled or tried again here. */
export default function ReformPage() {
  const { id = "" } = useParams();
  const text = useText();
  const words = text.mechanism.reform;
  const reform = useQuery(reformQuery(id));
  return (
    <Ready query={reform}>
      {(found) => (
        <EntityKind
          name={found.title}
          kind={words.kinds[found.kind]}
          mark={<ReformState state={found.state} />}
          crumbs={[{ label: words.title, to: "/organisations/reforms" }]}
          actions={<Actions reform={found} />}
          tabs={[{ key: "overview", label: text.kinds.entity.tabs.overview, content: () => <Overview reform={found} /> }]}
        />
      )}
    </Ready>
  );
}

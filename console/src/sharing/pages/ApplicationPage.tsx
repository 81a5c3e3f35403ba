import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactNode } from "react";
import { Link, useNavigate, useParams } from "react-router";

import { formatDate } from "../../format/dates";
import { type Dictionary, useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { EntityKind } from "../../kinds/entity/EntityKind";
import type { NextStepProps } from "../../kinds/entity/NextStep";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { History } from "../../kinds/review/History";
import { Empty } from "../../kinds/states/Empty";
import { Ready } from "../../kinds/states/Ready";
import { useOrganisationName } from "../../session/organisations";
import { useCan } from "../../session/session";
import { ApplicationDue, ApplicationState } from "../parts/ApplicationState";
import { Deliveries } from "../parts/Deliveries";
import { AskedColumns, RequestFacts } from "../parts/Scope";
import { historyOf } from "../parts/thread";
import { holderWords } from "../parts/words";
import { type Application, applicationQuery, deliverAgain, submitApplication, withdrawApplication } from "../queries";

const CHANGES = [["sharing"], ["work"]] as const;
const MAY_SEE_GRANTS = "security.grant.read";

function GoTo({ to, label }: { to: string; label: string }) {
  const navigate = useNavigate();
  return (
    <Button type="primary" onClick={() => void navigate(to)}>
      {label}
    </Button>
  );
}

/** The one thing to do next, where it is this person's to do. */
function Primary({ application }: { application: Application }) {
  const words = useText().sharing.application;
  const { id, version, actions, state, missing } = application;
  const page = `/sharing/applications/${id}`;
  const may = (action: Application["actions"][number]) => actions.includes(action);
  if (may("submit") && missing.length === 0) {
    const label = state === "returned" ? words.resubmit : words.submit;
    return (
      <ActionButton
        label={label}
        tone="primary"
        done={words.submitted}
        changes={CHANGES}
        run={() => submitApplication(id, version)}
      />
    );
  }
  if (may("edit")) return <GoTo to={`${page}/edit`} label={words.edit} />;
  if (may("consent")) return <GoTo to={`${page}/review`} label={words.consent} />;
  if (may("review")) return <GoTo to={`${page}/review`} label={words.review} />;
  if (may("file")) return <GoTo to={`${page}/review`} label={words.file} />;
  if (may("receipt")) return <GoTo to={`${page}/receipt`} label={words.receipt} />;
  if (may("evaluate")) return <GoTo to={`${page}/evaluation`} label={words.evaluate} />;
  return null;
}

function Others({ application }: { application: Application }) {
  const words = useText().sharing.application;
  const navigate = useNavigate();
  const { id, version, actions, missing } = application;
  return (
    <>
      {actions.includes("edit") && missing.length === 0 ? (
        <Button onClick={() => void navigate(`/sharing/applications/${id}/edit`)}>{words.edit}</Button>
      ) : null}
      {actions.includes("deliver") ? (
        <ActionButton label={words.deliver} done={words.delivered} changes={CHANGES} run={() => deliverAgain(id)} />
      ) : null}
      {actions.includes("withdraw") ? (
        <ActionButton
          label={words.withdraw}
          tone="danger"
          ask={{ reason: "optional", content: <p>{words.withdrawIntro}</p> }}
          done={words.withdrawn}
          changes={CHANGES}
          run={({ reason }) => withdrawApplication(id, version, reason)}
        />
      ) : null}
    </>
  );
}

function nextOf(application: Application, text: Dictionary, action: ReactNode): NextStepProps | null {
  const { steps, application: words } = text.sharing;
  const { state, step, next_step: after, missing } = application;
  if (state === "draft") {
    const step_ = missing.length === 0 ? words.draftNext : words.missing(missing.map((one) => one.title).join(text.common.listJoin));
    return { step: step_, who: application.applicant_name, action };
  }
  if (step === null) return null;
  const present = after === null ? steps[step] : words.nextStep(steps[step], steps[after]);
  const who = holderWords(application, text);
  return { step: present, action, ...(who === "" ? {} : { who }) };
}

function Overview({ application }: { application: Application }) {
  const text = useText();
  const words = text.sharing;
  const can = useCan();
  const asked = application.available_columns.filter((column) => column.is_asked).length;
  return (
    <Stack>
      <Section
        title={words.application.asked}
        aside={
          application.grant_id !== null && can(MAY_SEE_GRANTS) ? (
            <Link to={`/security/grants/${application.grant_id}`}>{words.application.grant}</Link>
          ) : null
        }
      >
        <RequestFacts application={application} />
      </Section>
      <Section
        title={words.application.scope}
        aside={<span>{words.fields.columnCount(String(asked), String(application.available_columns.length))}</span>}
      >
        <AskedColumns application={application} />
      </Section>
    </Stack>
  );
}

function Evaluation({ application }: { application: Application }) {
  const words = useText().sharing;
  const found = application.evaluation;
  if (found === null) return <Empty title={words.application.noEvaluation} hint={words.application.noEvaluationHint} />;
  const scores = Object.entries(words.evaluation.scores) as [keyof typeof found.scores, string][];
  return (
    <Stack>
      <Section title={words.evaluation.title}>
        <Facts
          facts={[
            ...scores.map(([key, label]) => ({ label, value: words.evaluation.stars(found.scores[key]) })),
            { label: words.evaluation.at, value: formatDate(found.evaluated_at) },
            { label: words.evaluation.text, value: found.text, wide: true },
          ]}
        />
      </Section>
    </Stack>
  );
}

function ApplicationView({ application }: { application: Application }) {
  const text = useText();
  const { fields, application: words, list } = text.sharing;
  const place = useOrganisationName();
  const tabs = text.sharing.application.tabs;
  return (
    <EntityKind
      kind={words.kind}
      name={application.catalogue_name}
      subject={`sharing/application/${application.id}`}
      code={application.number}
      mark={<ApplicationState state={application.state} />}
      facts={[
        { label: fields.organisation, value: application.organisation_name },
        { label: fields.source, value: application.source_organisation_name },
        ...(application.step === null ? [] : [{ label: fields.due, value: <ApplicationDue application={application} /> }]),
      ]}
      crumbs={[{ label: list.title, to: "/sharing/applications" }]}
      actions={<Others application={application} />}
      next={nextOf(application, text, <Primary application={application} />)}
      tabs={[
        { key: "overview", label: tabs.overview, content: () => <Overview application={application} /> },
        {
          key: "thread",
          label: tabs.thread,
          count: application.events.length,
          content: () => (
            <Stack>
              <Section title={tabs.thread}>
                <History entries={historyOf(application, place, text)} />
              </Section>
            </Stack>
          ),
        },
        {
          key: "deliveries",
          label: tabs.deliveries,
          count: application.deliveries.length,
          content: () => <Deliveries application={application} />,
        },
        { key: "evaluation", label: tabs.evaluation, content: () => <Evaluation application={application} /> },
      ]}
    />
  );
}

export default function ApplicationPage() {
  const { id = "" } = useParams();
  return <Ready query={useQuery(applicationQuery(id))}>{(application) => <ApplicationView application={application} />}</Ready>;
}

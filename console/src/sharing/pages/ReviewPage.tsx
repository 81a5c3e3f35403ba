import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";

import { Problem } from "../../api/problem";
import { formatNumber } from "../../format/numbers";
import { type Dictionary, useText } from "../../i18n";
import { Facts } from "../../kinds/page/Facts";
import { Lines } from "../../kinds/home/Lines";
import { ReviewKind } from "../../kinds/review/ReviewKind";
import type { Decision, Made, Neighbours } from "../../kinds/review/types";
import { Empty } from "../../kinds/states/Empty";
import { Ready } from "../../kinds/states/Ready";
import { useOrganisationName } from "../../session/organisations";
import { ApplicationDue, ApplicationState } from "../parts/ApplicationState";
import { everythingAsked, isWhole, Narrowing, type Narrowed, narrowedBody } from "../parts/Narrowing";
import { AskedColumns, RequestFacts } from "../parts/Scope";
import styles from "../parts/sharing.module.css";
import { historyOf } from "../parts/thread";
import { rowsWords } from "../parts/words";
import {
  type Application,
  applicationQuery,
  applicationRows,
  consentTo,
  fileApplication,
  reviewApplication,
  useAfterStep,
} from "../queries";

type Turn = "consent" | "review" | "filing";

function turnOf({ actions }: Application): Turn | null {
  if (actions.includes("consent")) return "consent";
  if (actions.includes("review")) return "review";
  return actions.includes("file") ? "filing" : null;
}

const MOST_WAITING = 100;
const reviewPage = (id: string) => `/sharing/applications/${id}/review`;

/** The cases that wait for this person, the nearest deadline first. */
function useNeighbours(id: string): Neighbours | undefined {
  const { data } = useQuery(applicationRows({ offset: 0, limit: MOST_WAITING, sort: "due_on", filters: { scope: "to_review" } }));
  const waiting = data?.items ?? [];
  const at = waiting.findIndex((one) => one.id === id);
  if (at < 0 || waiting.length < 2) return undefined;
  const to = (index: number) => {
    const other = waiting[index];
    return other === undefined ? null : reviewPage(other.id);
  };
  return { previous: to(at - 1), next: to(at + 1), position: at + 1, of: waiting.length };
}

function Grades({ application }: { application: Application }) {
  const text = useText();
  const words = text.sharing.review;
  const asked = application.available_columns.filter((column) => column.is_asked);
  const counts = new Map<string, number>();
  for (const { grade } of asked) counts.set(grade ?? text.format.grade.unset, (counts.get(grade ?? text.format.grade.unset) ?? 0) + 1);
  const spread = [...counts].sort(([one], [other]) => other.localeCompare(one)).map(([grade, n]) => words.gradeCount(grade, formatNumber(n)));
  const personal = asked.filter((column) => column.is_personal).length;
  return (
    <Facts
      facts={[
        { label: words.gradeCounts, value: spread.join(text.common.listJoin) },
        { label: text.sharing.fields.personal, value: words.personalCount(formatNumber(personal)) },
      ]}
    />
  );
}

function Similar({ application }: { application: Application }) {
  const words = useText().sharing.review;
  if (application.similar.length === 0) return <Empty title={words.similarNone} hint={words.similarNoneHint} />;
  return (
    <Lines
      lines={application.similar.map((other) => ({
        key: other.id,
        title: `${other.number} ${other.purpose}`,
        to: `/sharing/applications/${other.id}`,
        note: words.similarWords(other.organisation_name, formatNumber(other.columns.length)),
        mark: <ApplicationState state={other.state} />,
      }))}
    />
  );
}

function factsOf(application: Application, turn: Turn | null, text: Dictionary) {
  const { fields, shareTypes, review: words } = text.sharing;
  const rules = (
    <Facts
      facts={[
        { label: fields.shareType, value: shareTypes[application.share_type] },
        { label: fields.condition, value: application.share_condition || text.common.none, wide: true },
        { label: fields.basis, value: application.legal_basis || text.common.none, wide: true },
      ]}
    />
  );
  const follows = turn === null ? [] : [words.consequenceOf[turn], ...(turn === "review" ? [words.timeout[application.profile]] : [])];
  return [
    { title: words.rules, content: rules },
    { title: words.grades, content: <Grades application={application} /> },
    { title: words.similar, content: <Similar application={application} /> },
    ...(follows.length === 0
      ? []
      : [
          {
            title: words.consequences,
            content: (
              <ul className={styles["plain"]}>
                {follows.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            ),
          },
        ]),
  ];
}

interface Narrowable {
  application: Application;
  narrowed: Narrowed;
  narrow: (next: Narrowed) => void;
}

function sourceDecisions({ application, narrowed, narrow }: Narrowable, text: Dictionary): Decision[] {
  const { decisions, grounds, ...words } = { ...text.sharing.review, grounds: text.sharing.grounds };
  const rows = rowsWords(application.where, application.where_text, text);
  return [
    {
      key: "approve",
      label: decisions.approve,
      tone: "primary",
      content: <p>{words.approveIntro(formatNumber(application.columns.length), rows)}</p>,
    },
    {
      key: "partial",
      label: decisions.partial,
      content: <Narrowing application={application} value={narrowed} onChange={narrow} />,
      reason: "required",
    },
    { key: "return", label: decisions.return, reason: "required", content: <p>{words.returnIntro}</p> },
    {
      key: "refuse",
      label: decisions.refuse,
      tone: "danger",
      reason: "required",
      grounds: application.grounds.map(({ code }) => ({ value: code, label: grounds[code] })),
      content: <p>{words.refuseIntro}</p>,
    },
  ];
}

function decisionsOf(turn: Turn | null, narrowable: Narrowable, text: Dictionary): Decision[] {
  const { decisions, sendBackIntro } = text.sharing.review;
  if (turn === "consent") {
    return [
      { key: "consent", label: decisions.consent, tone: "primary" },
      { key: "decline", label: decisions.decline, tone: "danger", reason: "required" },
    ];
  }
  if (turn === "filing") {
    return [
      { key: "file", label: decisions.file, tone: "primary" },
      { key: "send_back", label: decisions.send_back, tone: "danger", reason: "required", content: <p>{sendBackIntro}</p> },
    ];
  }
  return turn === "review" ? sourceDecisions(narrowable, text) : [];
}

function send(turn: Turn | null, made: Made, { application, narrowed }: Narrowable, text: Dictionary): Promise<unknown> {
  const { id, version } = application;
  const { decision, ground, reason: opinion } = made;
  if (turn === "consent") return consentTo(id, version, decision === "consent" ? "consent" : "decline", opinion);
  if (turn === "filing") return fileApplication(id, version, decision === "file" ? "file" : "send_back", opinion);
  if (decision === "return") return reviewApplication(id, { version, opinion, decision });
  if (decision === "refuse") {
    const known = application.grounds.find(({ code }) => code === ground)?.code ?? null;
    return reviewApplication(id, { version, opinion, decision, ground: known });
  }
  if (decision === "approve") return reviewApplication(id, { version, opinion, decision });
  if (!isWhole(narrowed, application)) {
    const message = narrowed.columns.length === 0 ? text.sharing.apply.columnsMissing : text.sharing.review.rowsIncomplete;
    return Promise.reject(new Problem(422, { code: "console.incomplete", message }));
  }
  return reviewApplication(id, { version, opinion, decision: "approve", ...narrowedBody(narrowed, application) });
}

function Review({ application }: { application: Application }) {
  const text = useText();
  const { list, review: words } = text.sharing;
  const navigate = useNavigate();
  const place = useOrganisationName();
  const after = useAfterStep();
  const neighbours = useNeighbours(application.id);
  const [narrowed, narrow] = useState(() => everythingAsked(application));
  const turn = turnOf(application);
  const narrowable = { application, narrowed, narrow };
  const onward = neighbours?.next ?? `/sharing/applications/${application.id}`;
  return (
    <ReviewKind
      head={{
        title: application.catalogue_name,
        intro: `${turn === null ? words.nothingToDo : words.title[turn]} · ${application.organisation_name} → ${application.source_organisation_name}`,
        crumbs: [
          { label: list.title, to: "/sharing/applications?scope=to_review" },
          { label: application.number, to: `/sharing/applications/${application.id}` },
        ],
      }}
      clock={<ApplicationDue application={application} />}
      ask={
        <>
          <RequestFacts application={application} />
          <AskedColumns application={application} />
        </>
      }
      facts={factsOf(application, turn, text)}
      history={historyOf(application, place, text)}
      decisions={decisionsOf(turn, narrowable, text)}
      decide={(made) => send(turn, made, narrowable, text)}
      onDecided={() => {
        after();
        void navigate(onward);
      }}
      {...(neighbours === undefined ? {} : { neighbours })}
    />
  );
}

export default function ReviewPage() {
  const { id = "" } = useParams();
  const application = useQuery(applicationQuery(id));
  return <Ready query={application}>{(found) => <Review key={`${found.id} ${found.version}`} application={found} />}</Ready>;
}

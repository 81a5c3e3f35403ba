import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { Link, useNavigate, useParams } from "react-router";

import { formatDate, formatMoment } from "../../format/dates";
import { formatNumber } from "../../format/numbers";
import { type Dictionary, useText } from "../../i18n";
import { EntityKind } from "../../kinds/entity/EntityKind";
import type { NextStepProps } from "../../kinds/entity/NextStep";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { useOrganisationName } from "../../session/organisations";
import { useCan, useSession } from "../../session/session";
import { FailingRows } from "../parts/FailingRows";
import { TicketDue } from "../parts/TicketDue";
import { TicketStateChip } from "../parts/TicketState";
import { assetQuery, latestRunQuery, type Ticket, ticketQuery } from "../queries";

const MAY_ANSWER = "quality.ticket.answer";
const SAMPLE = 20;

function Demand({ ticket }: { ticket: Ticket }) {
  const text = useText();
  const words = text.quality.ticket;
  const day = (value: string | null) => (value === null ? text.common.none : formatDate(value));
  const { data: asset } = useQuery(assetQuery(ticket.asset_code));
  return (
    <Section title={words.overview}>
      <Facts
        facts={[
          { label: words.rule, value: ticket.rule_title },
          { label: words.failed, value: words.share(formatNumber(ticket.failed), formatNumber(ticket.checked)) },
          {
            label: words.asset,
            value: <Link to={`/quality/assets/${ticket.asset_code}`}>{asset?.title ?? ticket.asset_code}</Link>,
          },
          { label: words.due, value: <TicketDue ticket={ticket} /> },
          { label: words.fix, value: day(ticket.fix_on) },
          { label: words.opened, value: formatMoment(ticket.opened_at) },
          ...(ticket.closed_at === null ? [] : [{ label: words.closed, value: formatMoment(ticket.closed_at) }]),
          ...(ticket.answer === "" ? [] : [{ label: words.answer, value: ticket.answer, wide: true }]),
          { label: words.howTo, value: words.howToWords, wide: true },
        ]}
      />
    </Section>
  );
}

function Sample({ ticket }: { ticket: Ticket }) {
  const words = useText().quality.ticket;
  const latest = useQuery({ ...latestRunQuery(ticket.asset_code), retry: false });
  if (ticket.state === "closed") return null;
  return (
    <Section title={words.rows} aside={<span>{words.rowsIntro}</span>}>
      <Ready query={latest} small>
        {(run) => (
          <FailingRows code={ticket.asset_code} runId={run.id} ruleId={ticket.rule_id} limit={SAMPLE} results={run.results} />
        )}
      </Ready>
    </Section>
  );
}

function nextOf(ticket: Ticket, text: Dictionary): NextStepProps | null {
  const words = text.quality.ticket;
  if (ticket.state === "closed") return null;
  const step = ticket.state === "open" ? words.nextOpen : words.nextAnswered;
  return ticket.owner_name === "" ? { step } : { step, who: ticket.owner_name };
}

function TicketView({ ticket }: { ticket: Ticket }) {
  const text = useText();
  const words = text.quality.ticket;
  const can = useCan();
  const navigate = useNavigate();
  const place = useOrganisationName();
  const { organisation_id: mine } = useSession();
  const answers = can(MAY_ANSWER) && ticket.organisation_id === mine && ticket.state !== "closed";
  return (
    <EntityKind
      kind={words.kind}
      name={ticket.number}
      owner={ticket.owner_name === "" ? null : { name: ticket.owner_name, organisation: place(ticket.organisation_id) }}
      mark={<TicketStateChip state={ticket.state} />}
      crumbs={[{ label: text.quality.pages.tickets, to: "/quality/tickets" }]}
      next={nextOf(ticket, text)}
      {...(answers
        ? {
            actions: (
              <Button type="primary" onClick={() => void navigate(`/quality/tickets/${ticket.id}/answer`)}>
                {words.answerTitle}
              </Button>
            ),
          }
        : {})}
      tabs={[
        {
          key: "overview",
          label: text.kinds.entity.tabs.overview,
          content: () => (
            <Stack>
              <Demand ticket={ticket} />
              <Sample ticket={ticket} />
            </Stack>
          ),
        },
      ]}
    />
  );
}

export default function TicketPage() {
  const { id = "" } = useParams();
  return <Ready query={useQuery(ticketQuery(id))}>{(ticket) => <TicketView ticket={ticket} />}</Ready>;
}

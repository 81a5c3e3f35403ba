import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Input } from "antd";
import { useNavigate, useParams } from "react-router";

import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { DayField } from "../../kinds/form/DayField";
import { FormKind } from "../../kinds/form/FormKind";
import { Facts } from "../../kinds/page/Facts";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { TicketDue } from "../parts/TicketDue";
import { answerTicket, type Ticket, ticketQuery } from "../queries";

interface Values {
  answer: string;
  fix_on: string;
}

function AnswerForm({ ticket }: { ticket: Ticket }) {
  const text = useText();
  const words = text.quality.ticket;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const page = `/quality/tickets/${ticket.id}`;
  const done = () => {
    void message.success(words.submitted);
    void queries.invalidateQueries({ queryKey: ["quality"] });
    void navigate(page);
  };
  return (
    <FormKind<Values>
      id={`quality.ticket.${ticket.id}`}
      version={ticket.version}
      head={{ title: words.answerPage, crumbs: [{ label: ticket.number, to: page }] }}
      initial={{ answer: ticket.answer, ...(ticket.fix_on === null ? {} : { fix_on: ticket.fix_on }) }}
      steps={[
        {
          key: "answer",
          title: words.answerTitle,
          fields: [
            {
              name: "answer",
              label: words.answer,
              required: true,
              help: words.answerHelp,
              example: words.answerExample,
              input: <Input.TextArea rows={4} maxLength={1000} showCount />,
            },
            { name: "fix_on", label: words.fix, required: true, help: words.fixHelp, input: <DayField /> },
          ],
        },
      ]}
      submitLabel={words.submit}
      submit={(values) => answerTicket(ticket.id, { ...values, version: ticket.version })}
      onDone={done}
      onReload={() => void queries.invalidateQueries({ queryKey: ["quality", "ticket", ticket.id] })}
      aside={
        <Section title={words.overview}>
          <Facts
            facts={[
              { label: words.rule, value: ticket.rule_title, wide: true },
              { label: words.failed, value: words.share(formatNumber(ticket.failed), formatNumber(ticket.checked)) },
              { label: words.due, value: <TicketDue ticket={ticket} /> },
              { label: words.howTo, value: words.howToWords, wide: true },
            ]}
          />
        </Section>
      }
    />
  );
}

export default function AnswerPage() {
  const { id = "" } = useParams();
  const ticket = useQuery(ticketQuery(id));
  return <Ready query={ticket}>{(found) => <AnswerForm key={found.version} ticket={found} />}</Ready>;
}

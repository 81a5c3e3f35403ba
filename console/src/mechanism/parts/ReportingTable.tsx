import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";

import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { Empty } from "../../kinds/states/Empty";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import { chartQuery, type ReportingLine } from "../queries";
import { ScopeWords } from "./ScopeWords";

/** Who somebody reports to on one line; a line that leads to nobody is said as a fault. */
function Superiors({ people }: { people: ReportingLine["to_head"] }) {
  const text = useText();
  if (people.length === 0) return <Chip tone="warning">{text.mechanism.chart.nobody}</Chip>;
  return (
    <>
      {people.map((person, index) => (
        <span key={person.person_id}>
          {index === 0 ? null : text.common.listJoin}
          <Link to={`/people/${encodeURIComponent(person.person_id)}`}>{person.name}</Link>
        </span>
      ))}
    </>
  );
}

/** The data posts of one organisation, or of all, with both lines above them. */
export function ReportingTable({ organisationId }: { organisationId: string | null }) {
  const text = useText();
  const words = text.mechanism.chart;
  const chart = useQuery(chartQuery(organisationId));
  return (
    <Ready query={chart} small rows={8}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={words.empty} hint={words.emptyHint} />
        ) : (
          <PlainTable
            label={words.title}
            rows={items}
            rowKey={(line) => line.appointment.id}
            columns={[
              {
                key: "person",
                title: words.person,
                show: ({ appointment }) => (
                  <Link to={`/people/${encodeURIComponent(appointment.person_id)}`}>{appointment.person_name}</Link>
                ),
              },
              { key: "post", title: words.post, show: ({ appointment }) => appointment.post.name },
              ...(organisationId === null
                ? [
                    {
                      key: "organisation",
                      title: words.organisation,
                      show: ({ appointment }: ReportingLine) => appointment.organisation_name,
                    },
                  ]
                : []),
              { key: "scope", title: text.mechanism.person.scope, show: ({ appointment }) => <ScopeWords scope={appointment.scope} /> },
              {
                key: "head",
                title: words.toHead,
                definition: words.toHeadHint,
                show: (line) => <Superiors people={line.to_head} />,
              },
              {
                key: "bureau",
                title: words.toBureau,
                definition: words.toBureauHint,
                show: (line) => <Superiors people={line.to_bureau} />,
              },
            ]}
          />
        )
      }
    </Ready>
  );
}

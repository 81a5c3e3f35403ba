import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Checkbox } from "antd";
import { useNavigate, useParams } from "react-router";

import type { AnswerOf } from "../../api/types";
import { useText } from "../../i18n";
import { DayField } from "../../kinds/form/DayField";
import { FormKind } from "../../kinds/form/FormKind";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { HeldTable } from "../parts/HeldTable";
import { PersonPicker } from "../parts/PersonPicker";
import { TakerChoice, type Takers } from "../parts/TakerChoice";
import styles from "../parts/mechanism.module.css";
import { depart, type Departure, personQuery } from "../queries";

type Detail = AnswerOf<"/api/v1/mechanism/people/{person_id}">;

interface Values {
  on?: string;
  successor?: string;
  acting?: string;
  takesPosts?: boolean;
  takers?: Takers;
}

const dayOf = (day: string | undefined) => (day === undefined || day === "" ? null : day);

const departureOf = (values: Values): Departure => ({
  on: dayOf(values.on),
  successor_id: values.successor ?? null,
  acting_until: dayOf(values.acting),
  takes_posts: values.takesPosts ?? false,
  takers: Object.entries(values.takers ?? {}).map(([key, person]) => {
    const [kind = "", ...code] = key.split("/");
    return { kind, code: code.join("/"), person_id: person };
  }),
});

function Form({ detail, reload }: { detail: Detail; reload: () => void }) {
  const words = useText().mechanism.departure;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const path = `/people/${encodeURIComponent(detail.id)}`;
  const done = () => {
    void message.success(words.done);
    void queries.invalidateQueries({ queryKey: ["mechanism"] });
    void navigate(path);
  };
  return (
    <FormKind<Values>
      id={`mechanism.depart.${detail.id}`}
      head={{ title: words.title(detail.name), intro: words.intro, crumbs: [{ label: detail.name, to: path }] }}
      initial={{ takesPosts: true }}
      version={detail.version}
      steps={[
        {
          key: "departure",
          title: words.open,
          fields: [
            { name: "on", label: words.on, help: words.onHelp, input: <DayField /> },
            {
              name: "successor",
              label: words.successor,
              help: words.successorHelp,
              required: detail.held.length > 0,
              input: <PersonPicker label={words.successor} />,
            },
            { name: "acting", label: words.acting, help: words.actingHelp, input: <DayField /> },
            {
              name: "takesPosts",
              label: words.takesPosts,
              help: words.takesPostsHelp,
              valueName: "checked",
              input: <Checkbox>{words.takesPosts}</Checkbox>,
            },
            ...(detail.owns.length === 0
              ? []
              : [
                  {
                    name: "takers" as const,
                    label: words.takers,
                    help: words.takersHelp,
                    input: <TakerChoice owned={detail.owns} />,
                  },
                ]),
          ],
        },
      ]}
      submitLabel={words.submit}
      submit={(values, key) => depart(detail.id, departureOf(values), key)}
      onDone={done}
      onReload={reload}
      aside={
        <Section title={words.list}>
          {detail.held.length === 0 ? <p className={styles["note"]}>{words.nothing}</p> : <HeldTable held={detail.held} />}
        </Section>
      }
    />
  );
}

/** Somebody leaves office: everything they hold is handed over here, or they stay. */
export default function DepartPage() {
  const { id = "" } = useParams();
  const person = useQuery(personQuery(id));
  return <Ready query={person}>{(found) => <Form detail={found} reload={() => void person.refetch()} />}</Ready>;
}

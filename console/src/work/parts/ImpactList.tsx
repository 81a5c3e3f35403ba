import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";

import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { useBilingual } from "../../i18n/useBilingual";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import { useOrganisationName } from "../../session/organisations";
import { type Affected, impactQuery } from "../life";
import styles from "./life.module.css";

/** What hangs on a thing: whom a change of it touches. */
export function ImpactList({ subject }: { subject: string }) {
  const text = useText();
  const words = text.work.life;
  const inLanguage = useBilingual();
  const organisationName = useOrganisationName();
  const whose = (one: Affected) => (one.organisation_id === null ? text.common.none : organisationName(one.organisation_id));
  return (
    <Ready query={useQuery(impactQuery(subject))} small rows={3}>
      {({ items, total }) =>
        total === 0 ? (
          <p className={styles["note"]}>{words.nothingTouched}</p>
        ) : (
          <>
            <p>{words.touched(formatNumber(total))}</p>
            <PlainTable
              label={words.impact}
              rows={items}
              rowKey={(one) => `${one.kind}/${one.path}/${one.title}`}
              columns={[
                {
                  key: "title",
                  title: words.affected,
                  show: (one) => (one.path === "" ? one.title : <Link to={one.path}>{one.title}</Link>),
                },
                { key: "why", title: words.why, show: (one) => inLanguage(one.why_zh, one.why_en) },
                { key: "whose", title: words.whose, show: whose },
              ]}
            />
            {items.length < total ? <p className={styles["note"]}>{words.firstOnly(formatNumber(items.length))}</p> : null}
          </>
        )
      }
    </Ready>
  );
}

export function ImpactSection({ subject }: { subject: string }) {
  const words = useText().work.life;
  return (
    <Section title={words.impact}>
      <div className={styles["body"]}>
        <ImpactList subject={subject} />
      </div>
    </Section>
  );
}

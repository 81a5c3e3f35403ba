import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";

import { useText } from "../../i18n";
import { Stack } from "../../kinds/page/Column";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import { lineageQuery, type Lineage } from "../queries";
import { IndicatorLink } from "./Caliber";

type Attribute = Lineage["attributes"][number];

function EntityOf({ attribute }: { attribute: string }) {
  const entity = attribute.split(".").slice(0, -1).join(".");
  return <Link to={`/ledger/entities/${entity}`}>{attribute}</Link>;
}

/** 血缘: from the indicator to the indicators it rests on, and down to attributes. */
export function LineageTab({ code }: { code: string }) {
  const text = useText();
  const words = text.indicators;
  const found = useQuery(lineageQuery(code));
  const parts: Record<string, string> = words.parts;
  return (
    <Ready query={found}>
      {(lineage) => (
        <Stack>
          <Section title={words.restsOn}>
            <PlainTable<[string, string]>
              label={words.restsOn}
              rows={lineage.uses as [string, string][]}
              rowKey={(pair) => pair.join("/")}
              columns={[
                { key: "user", title: words.name, show: ([user]) => <IndicatorLink code={user} /> },
                { key: "used", title: words.restsOn, show: ([, used]) => <IndicatorLink code={used} /> },
              ]}
            />
          </Section>
          <Section title={words.attributes}>
            <PlainTable<Attribute>
              label={words.attributes}
              rows={lineage.attributes}
              rowKey={(attribute) => `${attribute.indicator}/${attribute.code}/${attribute.part}`}
              columns={[
                { key: "attribute", title: words.attribute, show: (attribute) => <EntityOf attribute={attribute.code} /> },
                { key: "part", title: words.part, show: (attribute) => parts[attribute.part] ?? attribute.part },
                { key: "indicator", title: words.name, show: (attribute) => <IndicatorLink code={attribute.indicator} /> },
              ]}
            />
          </Section>
        </Stack>
      )}
    </Ready>
  );
}

import { useQuery } from "@tanstack/react-query";

import { formatDate } from "../../format/dates";
import { useText } from "../../i18n";
import { StateChip } from "../../kinds/chips/StateChip";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import { type Indicator, versionsQuery } from "../queries";

/** 口径版本: values keep the version they were computed by. */
export function Versions({ code }: { code: string }) {
  const text = useText();
  const words = text.indicators;
  const found = useQuery(versionsQuery(code));
  return (
    <Ready query={found}>
      {({ items }) => (
        <PlainTable<Indicator>
          label={words.versions}
          rows={items}
          rowKey={(version) => String(version.version)}
          columns={[
            { key: "version", title: words.version, show: (version) => String(version.version) },
            { key: "state", title: words.state, show: (version) => <StateChip state={version.state} /> },
            { key: "definition", title: words.definition, show: (version) => version.definition },
            {
              key: "published",
              title: words.publishedOn,
              show: (version) => (version.published_on === null ? text.common.none : formatDate(version.published_on)),
            },
          ]}
        />
      )}
    </Ready>
  );
}

import { AssetName } from "../../admission/parts/AssetName";
import { assetPath } from "../../admission/parts/paths";
import { formatSecond } from "../../format/dates";
import { durationWords } from "../../format/durations";
import { useText } from "../../i18n";
import { ListPage } from "../../kinds/list/ListPage";
import { Agreement, count, DeliveryState, Digest } from "../parts/Deliveries";
import { type Delivery, deliveryRows } from "../queries";

export default function DeliveriesPage() {
  const text = useText();
  const words = text.sharing.deliveries;
  return (
    <ListPage<Delivery>
      head={{ title: words.title, intro: words.intro }}
      id="sharing.deliveries"
      label={words.title}
      rows={deliveryRows}
      rowKey={(one) => one.id}
      rowName={(one) => formatSecond(one.started_at)}
      rowLink={(one) => `/sharing/applications/${one.application_id}?tab=deliveries`}
      nameColumn={{ title: words.started, sort: "started_at" }}
      defaultSort="-started_at"
      searchable={false}
      columns={[
        { key: "state", title: words.state, sort: "state", show: (one) => <DeliveryState delivery={one} /> },
        { key: "asset", title: text.sharing.fields.asset, show: (one) => <AssetName code={one.asset_code} to={assetPath(one.asset_code)} /> },
        { key: "target", title: words.target, show: (one) => <code>{one.target_table}</code> },
        { key: "version", title: words.version, figures: true, show: (one) => String(one.lake_version) },
        { key: "sent", title: words.sent, figures: true, show: (one) => count(one.rows_sent, text) },
        { key: "arrived", title: words.arrived, figures: true, show: (one) => count(one.rows_arrived, text) },
        { key: "check", title: words.check, show: (one) => <Agreement delivery={one} /> },
        { key: "digest", title: words.digest, show: (one) => <Digest digest={one.digest} /> },
        {
          key: "delay",
          title: words.delay,
          figures: true,
          hidden: true,
          show: (one) => (one.delay_s === null ? text.common.none : durationWords(text, one.delay_s)),
        },
        { key: "error", title: words.error, show: (one) => (one.error_code === null ? text.common.none : <code>{one.error_code}</code>) },
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}

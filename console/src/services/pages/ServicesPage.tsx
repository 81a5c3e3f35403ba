import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { ListPage } from "../../kinds/list/ListPage";
import { ServiceState } from "../parts/ServiceState";
import { type ServiceItem, serviceRows } from "../queries";

export default function ServicesPage() {
  const text = useText();
  const { list: words, kinds, states } = text.services;
  const options = (all: Record<string, string>) => Object.entries(all).map(([value, label]) => ({ value, label }));
  return (
    <ListPage<ServiceItem>
      head={{ title: words.title, intro: words.intro }}
      id="services.list"
      label={words.title}
      rows={serviceRows}
      rowKey={(service) => `${service.code} ${service.version}`}
      rowName={(service) => service.title}
      rowLink={(service) => `/services/${service.code}${service.state === "published" ? "" : `?version=${service.version}`}`}
      nameColumn={{ title: words.service, sort: "title" }}
      filters={[
        { key: "kind", kind: "choice", label: words.kind, options: options(kinds) },
        { key: "state", kind: "choice", label: words.state, options: options(states) },
        { key: "asset_code", kind: "text", label: words.asset },
      ]}
      columns={[
        { key: "code", title: text.format.code, sort: "code", show: (service) => <code>{service.code}</code> },
        { key: "kind", title: words.kind, show: (service) => kinds[service.kind] },
        { key: "state", title: words.state, sort: "state", show: (service) => <ServiceState state={service.state} /> },
        {
          key: "ready",
          title: words.ready,
          show: (service) =>
            service.state === "published" ? (
              <Chip tone={service.is_ready ? "good" : "working"}>{service.is_ready ? words.readyYes : words.readyNo}</Chip>
            ) : (
              text.common.none
            ),
        },
        { key: "organisation", title: words.organisation, show: (service) => service.organisation_name },
        { key: "asset", title: words.asset, hidden: true, show: (service) => <code>{service.asset_code}</code> },
        { key: "version", title: words.version, figures: true, show: (service) => String(service.version) },
        {
          key: "published",
          title: words.published,
          sort: "published_at",
          show: (service) => (service.published_at === null ? text.common.none : formatMoment(service.published_at)),
        },
      ]}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}

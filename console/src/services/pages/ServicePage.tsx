import { useQuery } from "@tanstack/react-query";
import { useParams, useSearchParams } from "react-router";

import { type Dictionary, useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { EntityKind, type EntityTab } from "../../kinds/entity/EntityKind";
import { Ready } from "../../kinds/states/Ready";
import { useCan } from "../../session/session";
import { Contract } from "../parts/Contract";
import { Keys } from "../parts/Keys";
import { Meter } from "../parts/Meter";
import { ServiceState } from "../parts/ServiceState";
import { Trial } from "../parts/Trial";
import { publishService, retireService, returnService, type Service, serviceQuery, submitService } from "../queries";

const CHANGES = [["services"], ["work"]] as const;
const MAY_TRY = "services.service.try";
const MAY_USE_KEYS = "services.key.use";

function Actions({ service }: { service: Service }) {
  const words = useText().services.service;
  const { code, state, may } = service;
  if (state === "draft" && may.includes("revise")) {
    return <ActionButton label={words.submit} tone="primary" done={words.submitted} changes={CHANGES} run={() => submitService(code)} />;
  }
  if (state === "in_review" && may.includes("publish")) {
    return (
      <>
        <ActionButton label={words.publish} tone="primary" done={words.published} changes={CHANGES} run={() => publishService(code)} />
        <ActionButton
          label={words.return}
          ask={{ reason: "required" }}
          done={words.returned}
          changes={CHANGES}
          run={({ reason }) => returnService(code, reason)}
        />
      </>
    );
  }
  if (state === "published" && may.includes("publish")) {
    return (
      <ActionButton
        label={words.retire}
        tone="danger"
        ask={{ reason: "required", content: <p>{words.retireIntro}</p> }}
        done={words.retired}
        changes={CHANGES}
        run={({ reason }) => retireService(code, reason)}
      />
    );
  }
  return null;
}

function nextOf(service: Service, text: Dictionary) {
  const words = text.services.service;
  if (service.state === "draft") return { step: words.nextDraft };
  return service.state === "in_review" ? { step: words.nextReview } : null;
}

function ServiceView({ service }: { service: Service }) {
  const text = useText();
  const { service: words, list, kinds } = text.services;
  const can = useCan();
  const tabs: EntityTab[] = [
    { key: "contract", label: words.tabs.contract, content: () => <Contract service={service} /> },
    ...(can(MAY_TRY) ? [{ key: "trial", label: words.tabs.trial, content: () => <Trial service={service} /> }] : []),
    ...(can(MAY_USE_KEYS)
      ? [
          { key: "keys", label: words.tabs.keys, content: () => <Keys service={service} /> },
          { key: "meter", label: words.tabs.meter, content: () => <Meter service={service} /> },
        ]
      : []),
  ];
  return (
    <EntityKind
      kind={`${words.kind} · ${kinds[service.kind]}`}
      name={service.title}
      subject={`services/service/${service.code}`}
      code={service.code}
      mark={<ServiceState state={service.state} />}
      facts={[
        { label: list.organisation, value: service.organisation_name },
        { label: list.version, value: String(service.version) },
        { label: words.gateway, value: <code>{service.gateway_path}</code> },
      ]}
      crumbs={[{ label: words.crumb, to: "/services" }]}
      actions={<Actions service={service} />}
      next={nextOf(service, text)}
      tabs={tabs}
      keeps={["version"]}
    />
  );
}

export default function ServicePage() {
  const { code = "" } = useParams();
  const [params] = useSearchParams();
  const version = Number(params.get("version"));
  const service = useQuery(serviceQuery(code, Number.isInteger(version) && version > 0 ? version : null));
  return <Ready query={service}>{(found) => <ServiceView service={found} />}</Ready>;
}

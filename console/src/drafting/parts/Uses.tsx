import { LEDGER, type ObjectMap } from "../../architecture/queries";
import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { Stack } from "../../kinds/page/Column";
import { PlainTable } from "../../kinds/table/PlainTable";
import { nameOwner } from "../../mechanism/queries";
import { useOrganisationName } from "../../session/organisations";
import { useCan } from "../../session/session";

function Proposed({ map, proposed }: { map: ObjectMap; proposed: NonNullable<ObjectMap["proposed_owner"]> }) {
  const words = useText().drafting.uses;
  const may = useCan()("mechanism.owner.name");
  const { code, name, organisation_id } = map.object;
  const asset = { kind: "business_object", code, name, organisation_id };
  return (
    <p>
      {words.proposed(proposed.name, proposed.step_name)}{" "}
      {may ? (
        <ActionButton label={words.name} run={(_, key) => nameOwner(asset, proposed.person_id, key)} done={words.named} changes={[LEDGER]} />
      ) : null}
    </p>
  );
}

/** Which steps and systems create, read, change and retire a business object, and who should answer for it. */
export function Uses({ map }: { map: ObjectMap }) {
  const text = useText();
  const words = text.drafting.uses;
  const organisationName = useOrganisationName();
  return (
    <Stack>
      {map.proposed_owner === null ? null : <Proposed map={map} proposed={map.proposed_owner} />}
      {map.uses.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <PlainTable
          label={words.title}
          rows={map.uses}
          rowKey={(use) => `${use.step_code}/${use.use}`}
          columns={[
            { key: "step", title: words.step, show: (use) => use.step_name },
            { key: "use", title: words.use, show: (use) => text.architecture.object.traceUses[use.use] },
            { key: "matter", title: words.matter, show: (use) => use.matter_name },
            { key: "organisation", title: words.organisation, show: (use) => organisationName(use.organisation_id) },
            { key: "systems", title: words.systems, show: (use) => use.systems.join(text.common.listJoin) || text.common.none },
          ]}
        />
      )}
    </Stack>
  );
}

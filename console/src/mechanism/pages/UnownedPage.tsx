import { hitPath } from "../../architecture/parts/paths";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { ListPage } from "../../kinds/list/ListPage";
import { useOrganisationName } from "../../session/organisations";
import { useCan } from "../../session/session";
import { useAccountabilityHead } from "../parts/AccountabilityHead";
import { OwnerChoice } from "../parts/OwnerChoice";
import { useBulkOwner } from "../parts/useBulkOwner";
import { useAssetKindFilter } from "../parts/useAssetKindFilter";
import { useOrganisationFilter } from "../parts/useOrganisationFilter";
import { useAssetKindWord } from "../parts/words";
import { type Gap, nameOwner, nameOwners, unownedRows } from "../queries";

export default function UnownedPage() {
  const text = useText();
  const words = text.mechanism.accountability;
  const head = useAccountabilityHead();
  const kindWord = useAssetKindWord();
  const organisationName = useOrganisationName();
  const filters = [useAssetKindFilter(), useOrganisationFilter(words.organisation)];
  const mayName = useCan()("mechanism.owner.name");
  const action = (gap: Gap) => (
    <OwnerChoice label={words.name} done={words.named} run={(person, key) => nameOwner(gap.asset, person, key)} />
  );
  const bulk = useBulkOwner("name", text.mechanism.bulk.name, nameOwners);
  return (
    <>
      <ListPage<Gap>
        head={head}
        id="mechanism.unowned"
        label={words.pages.unowned}
        rows={unownedRows}
        rowKey={(gap) => `${gap.asset.kind}/${gap.asset.code}`}
        rowName={(gap) => gap.asset.name}
        rowLink={(gap) => hitPath(gap.asset.kind, gap.asset.code)}
        nameColumn={{ title: words.asset, sort: "name" }}
        defaultSort="code"
        filters={filters}
        columns={[
          { key: "code", title: words.code, sort: "code", show: (gap) => gap.asset.code },
          { key: "kind", title: words.kind, sort: "kind", show: (gap) => kindWord(gap.asset.kind) },
          { key: "organisation", title: words.organisation, show: (gap) => organisationName(gap.asset.organisation_id) },
          { key: "owner", title: words.owner, show: () => <Chip tone="bad">{words.nobody}</Chip> },
          ...(mayName ? [{ key: "name", title: words.name, show: action }] : []),
        ]}
        bulk={mayName ? [bulk.action] : []}
        empty={{ title: words.emptyUnowned, hint: words.emptyUnownedHint }}
      />
      {bulk.dialog}
    </>
  );
}

import { hitPath } from "../../architecture/parts/paths";
import { formatDate } from "../../format/dates";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { ListPage } from "../../kinds/list/ListPage";
import { useCan } from "../../session/session";
import { useAccountabilityHead } from "../parts/AccountabilityHead";
import { OwnerChoice } from "../parts/OwnerChoice";
import { useOrganisationFilter } from "../parts/useOrganisationFilter";
import { useAssetKindFilter } from "../parts/useAssetKindFilter";
import { useAssetKindWord } from "../parts/words";
import { handOver, type Owned, ownedRows } from "../queries";

export default function OwnedPage() {
  const text = useText();
  const words = text.mechanism.accountability;
  const head = useAccountabilityHead();
  const kindWord = useAssetKindWord();
  const kindFilter = useAssetKindFilter();
  const byOrganisation = useOrganisationFilter(words.organisation);
  const can = useCan();
  const ownerWords = (owned: Owned) =>
    owned.acting_until === null ? (
      owned.person_name
    ) : (
      <>
        {owned.person_name} <Chip tone="warning">{text.mechanism.bulk.actingUntil(formatDate(owned.acting_until))}</Chip>
      </>
    );
  return (
    <ListPage<Owned>
      head={head}
      id="mechanism.owned"
      label={words.pages.owned}
      rows={ownedRows}
      rowKey={(owned) => `${owned.asset_kind}/${owned.asset_code}`}
      rowName={(owned) => owned.asset_name}
      rowLink={(owned) => hitPath(owned.asset_kind, owned.asset_code)}
      nameColumn={{ title: words.asset }}
      defaultSort="asset_code"
      filters={[
        kindFilter,
        byOrganisation,
        { key: "acting", kind: "choice", label: words.owner, options: [{ value: "true", label: text.mechanism.bulk.acting }] },
      ]}
      columns={[
        { key: "code", title: words.code, sort: "asset_code", show: (owned) => owned.asset_code },
        { key: "kind", title: words.kind, sort: "asset_kind", show: (owned) => kindWord(owned.asset_kind) },
        { key: "owner", title: words.owner, show: ownerWords },
        { key: "organisation", title: words.organisation, show: (owned) => owned.organisation_name },
        { key: "since", title: words.since, sort: "valid_from", show: (owned) => formatDate(owned.valid_from) },
        ...(can("mechanism.owner.name")
          ? [
              {
                key: "handOver",
                title: words.handOver,
                hidden: true,
                show: (owned: Owned) => (
                  <OwnerChoice
                    label={words.handOver}
                    done={words.handedOver}
                    run={(person, key) => handOver(owned, person, key)}
                  />
                ),
              },
            ]
          : []),
      ]}
      empty={{ title: words.emptyOwned, hint: words.emptyOwnedHint }}
    />
  );
}

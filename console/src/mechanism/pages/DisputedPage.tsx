import { formatDate } from "../../format/dates";
import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { ListPage } from "../../kinds/list/ListPage";
import { PlainTable } from "../../kinds/table/PlainTable";
import { useOrganisationName } from "../../session/organisations";
import { useCan } from "../../session/session";
import { useAccountabilityHead } from "../parts/AccountabilityHead";
import { useBulkOwner } from "../parts/useBulkOwner";
import { useAssetKindFilter } from "../parts/useAssetKindFilter";
import { useOrganisationFilter } from "../parts/useOrganisationFilter";
import { useAssetKindWord } from "../parts/words";
import { ACCOUNTABILITY, disputedRows, type Gap, settle, settleOwners } from "../queries";

/** Everybody who says it is theirs; the bureau rules for one of them. */
function Claimants({ gap }: { gap: Gap }) {
  const words = useText().mechanism.accountability;
  const maySettle = useCan()("mechanism.owner.settle");
  return (
    <PlainTable
      label={words.claimants}
      rows={gap.claimants}
      rowKey={(claim) => claim.person_id}
      columns={[
        { key: "who", title: words.claimants, show: (claim) => claim.person_name },
        { key: "organisation", title: words.organisation, show: (claim) => claim.organisation_name },
        { key: "since", title: words.since, show: (claim) => formatDate(claim.valid_from) },
        ...(maySettle
          ? [
              {
                key: "settle",
                title: words.settle,
                show: (claim: Gap["claimants"][number]) => (
                  <ActionButton
                    label={words.settle}
                    run={(_, key) => settle(gap.asset, claim.person_id, key)}
                    done={words.settled}
                    changes={[ACCOUNTABILITY]}
                    ask={{ reason: "none", content: <p>{words.settleHint}</p> }}
                  />
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

export default function DisputedPage() {
  const text = useText();
  const words = text.mechanism.accountability;
  const head = useAccountabilityHead();
  const kindWord = useAssetKindWord();
  const organisationName = useOrganisationName();
  const filters = [useAssetKindFilter(), useOrganisationFilter(words.organisation)];
  const maySettle = useCan()("mechanism.owner.settle");
  const bulk = useBulkOwner("settle", text.mechanism.bulk.settle, settleOwners);
  return (
    <>
      <ListPage<Gap>
        head={head}
        id="mechanism.disputed"
        label={words.pages.disputed}
        rows={disputedRows}
        rowKey={(gap) => `${gap.asset.kind}/${gap.asset.code}`}
        rowName={(gap) => gap.asset.name}
        nameColumn={{ title: words.asset, sort: "name" }}
        defaultSort="code"
        filters={filters}
        columns={[
          { key: "code", title: words.code, sort: "code", show: (gap) => gap.asset.code },
          { key: "kind", title: words.kind, sort: "kind", show: (gap) => kindWord(gap.asset.kind) },
          { key: "organisation", title: words.organisation, show: (gap) => organisationName(gap.asset.organisation_id) },
          {
            key: "claimants",
            title: words.claimants,
            show: (gap) => gap.claimants.map((claim) => claim.person_name).join(text.common.listJoin),
          },
        ]}
        peek={(gap) => <Claimants gap={gap} />}
        bulk={maySettle ? [bulk.action] : []}
        empty={{ title: words.emptyDisputed, hint: words.emptyDisputedHint }}
      />
      {bulk.dialog}
    </>
  );
}

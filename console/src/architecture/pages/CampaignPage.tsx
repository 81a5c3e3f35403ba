import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";

import { formatDate } from "../../format/dates";
import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { PageHead } from "../../kinds/page/PageHead";
import { Section } from "../../kinds/page/Section";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import { useCan } from "../../session/session";
import { sheetPath } from "../../sheets/parts/SheetTools";
import { useLanguage } from "../../sheets/parts/useLanguage";
import { type Campaign, campaignQuery, CAMPAIGNS, endCampaign, remindCampaign } from "../reviewing";
import styles from "../../sheets/parts/sheets.module.css";

function Steps({ campaign }: { campaign: Campaign }) {
  const words = useText().reviewing;
  const can = useCan();
  if (campaign.state !== "open") return null;
  // Grades and attributes are no columns of an entry of their own: what is linked is filled in.
  const column = { grade: "entity_code", attributes: "attribute_code" }[campaign.field] ?? campaign.field;
  return (
    <p className={styles["actions"]}>
      <a href={sheetPath("catalogue", "export", { missing: campaign.field, column })} download>
        {words.template}
      </a>
      {can("architecture.catalogue.compile") ? <Link to="/sheets/catalogue">{words.import}</Link> : null}
      {can("architecture.catalogue.govern") ? (
        <>
          <ActionButton
            label={words.remind}
            run={(_, key) => remindCampaign(campaign.id, key)}
            done={words.reminded}
            changes={[CAMPAIGNS]}
          />
          <ActionButton
            label={words.end}
            run={(_, key) => endCampaign(campaign.id, key)}
            done={words.endedDone}
            changes={[CAMPAIGNS]}
          />
        </>
      ) : null}
    </p>
  );
}

/** One campaign: who has done what, the workbook of what is missing, reminders and the end. */
export default function CampaignPage() {
  const { id = "" } = useParams();
  const words = useText().reviewing;
  const zh = useLanguage() !== "en";
  const found = useQuery(campaignQuery(id));
  return (
    <Ready query={found}>
      {({ campaign, progress }) => (
        <>
          <PageHead title={campaign.title} crumbs={[{ label: words.campaigns, to: "/catalogue/campaigns" }]} />
          <Stack>
            <Section title={words.campaign}>
              <Facts
                facts={[
                  { label: words.field, value: zh ? campaign.field_zh : campaign.field_en },
                  { label: words.state, value: words[campaign.state] },
                  { label: words.begins, value: formatDate(campaign.begins_on) },
                  { label: words.due, value: formatDate(campaign.due_on) },
                  { label: words.basis, value: campaign.basis, wide: true },
                ]}
              />
              <Steps campaign={campaign} />
            </Section>
            <Section title={words.progress}>
              <PlainTable
                label={words.progress}
                rows={progress}
                rowKey={(each) => each.organisation_id}
                columns={[
                  { key: "department", title: words.department, show: (each) => each.organisation_name },
                  { key: "entries", title: words.entries, figures: true, show: (each) => each.entries },
                  { key: "done", title: words.done, figures: true, show: (each) => each.done },
                  { key: "waiting", title: words.waiting, figures: true, show: (each) => each.waiting },
                  { key: "missing", title: words.missing, figures: true, show: (each) => each.missing },
                ]}
              />
            </Section>
          </Stack>
        </>
      )}
    </Ready>
  );
}

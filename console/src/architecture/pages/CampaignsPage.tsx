import { Button } from "antd";
import { Link } from "react-router";

import { formatDate } from "../../format/dates";
import { useText } from "../../i18n";
import { ListPage } from "../../kinds/list/ListPage";
import { useCan } from "../../session/session";
import { useLanguage } from "../../sheets/parts/useLanguage";
import { type Campaign, campaignRows } from "../reviewing";

/** Fields that every entry has to get until a day. */
export default function CampaignsPage() {
  const text = useText();
  const words = text.reviewing;
  const zh = useLanguage() !== "en";
  const can = useCan();
  return (
    <ListPage<Campaign>
      head={{
        title: words.campaigns,
        intro: words.campaignsIntro,
        crumbs: [{ label: text.architecture.catalogue.title, to: "/catalogue" }],
        actions: can("architecture.catalogue.govern") ? (
          <Link to="/catalogue/campaigns/new">
            <Button type="primary" tabIndex={-1}>
              {words.start}
            </Button>
          </Link>
        ) : undefined,
      }}
      id="architecture.campaigns"
      label={words.campaigns}
      rows={campaignRows}
      rowKey={(campaign) => campaign.id}
      rowName={(campaign) => campaign.title}
      rowLink={(campaign) => `/catalogue/campaigns/${campaign.id}`}
      nameColumn={{ title: words.campaign, sort: "title" }}
      defaultSort="-begins_on"
      columns={[
        { key: "field", title: words.field, show: (campaign) => (zh ? campaign.field_zh : campaign.field_en) },
        { key: "state", title: words.state, sort: "state", show: (campaign) => words[campaign.state] },
        { key: "begins", title: words.begins, sort: "begins_on", show: (campaign) => formatDate(campaign.begins_on) },
        { key: "due", title: words.due, sort: "due_on", show: (campaign) => formatDate(campaign.due_on) },
        { key: "basis", title: words.basis, show: (campaign) => campaign.basis },
      ]}
      empty={{ title: words.noCampaigns, hint: words.noCampaignsHint }}
    />
  );
}

import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useSearchParams } from "react-router";

import { useText } from "../../i18n";
import { PagePanel } from "../../kinds/page/PagePanel";
import { organisationsQuery } from "../../session/organisations";
import { ReportingTable } from "../parts/ReportingTable";
import styles from "../parts/mechanism.module.css";

export default function ReportingPage() {
  const words = useText().mechanism.chart;
  const [params, setParams] = useSearchParams();
  const { data: organisations = [] } = useQuery(organisationsQuery);
  const chosen = params.get("organisation_id");
  return (
    <PagePanel
      head={{
        title: words.title,
        intro: words.intro,
        actions: (
          <Select
            className={styles["choice"] ?? ""}
            aria-label={words.choose}
            value={chosen}
            placeholder={words.all}
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id: string | null | undefined) => setParams(id ? { organisation_id: id } : {})}
          />
        ),
      }}
    >
      <ReportingTable organisationId={chosen} />
    </PagePanel>
  );
}

import { useParams } from "react-router";

import { useText } from "../../i18n";
import { Stack } from "../../kinds/page/Column";
import { PageHead } from "../../kinds/page/PageHead";
import { useOrganisationName } from "../../session/organisations";
import { Trend } from "../parts/Trend";
import { Violations } from "../parts/Violations";

/** What one department has to mend, thing by thing. */
export default function DepartmentPage() {
  const { id = "" } = useParams();
  const words = useText().norms.results;
  const place = useOrganisationName();
  return (
    <Stack>
      <PageHead title={words.of(place(id))} intro={words.ofIntro} crumbs={[{ label: words.title, to: "/standards/norms/results" }]} />
      <Trend organisation={id} />
      <Violations organisation={id} />
    </Stack>
  );
}

import { useText } from "../../i18n";
import { ListPage } from "../../kinds/list/ListPage";
import { useDutyList } from "../parts/DutyList";
import { useOrganisationFilter } from "../parts/useOrganisationFilter";
import { type Duty, dutyRows } from "../queries";

export default function DutiesPage() {
  const words = useText().mechanism.duties;
  const list = useDutyList();
  const byOrganisation = useOrganisationFilter(words.organisation);
  return <ListPage<Duty> {...list} head={{ title: words.title, intro: words.intro }} rows={dutyRows} filters={[byOrganisation]} />;
}

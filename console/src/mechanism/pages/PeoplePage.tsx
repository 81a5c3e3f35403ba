import { useText } from "../../i18n";
import { ListPage } from "../../kinds/list/ListPage";
import { usePersonList } from "../parts/PersonList";
import { useOrganisationFilter } from "../parts/useOrganisationFilter";
import { type Person, personRows } from "../queries";

export default function PeoplePage() {
  const words = useText().mechanism.people;
  const list = usePersonList();
  const byOrganisation = useOrganisationFilter(words.organisation);
  return (
    <ListPage<Person>
      {...list}
      head={{ title: words.title, intro: words.intro }}
      rows={personRows}
      filters={[byOrganisation, ...(list.filters ?? [])]}
    />
  );
}

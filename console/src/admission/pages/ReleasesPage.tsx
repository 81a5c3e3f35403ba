import { useText } from "../../i18n";
import { ListPage } from "../../kinds/list/ListPage";
import { useReleaseList } from "../parts/ReleaseList";
import { type Release, releaseRows } from "../queries";

/** What was released together, newest first. */
export default function ReleasesPage() {
  const words = useText().admission.releases;
  const list = useReleaseList();
  return <ListPage<Release> {...list} head={{ title: words.title, intro: words.intro }} rows={releaseRows} />;
}

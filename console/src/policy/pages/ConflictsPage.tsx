import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";

import { useText } from "../../i18n";
import { PageHead } from "../../kinds/page/PageHead";
import { Section } from "../../kinds/page/Section";
import { Empty } from "../../kinds/states/Empty";
import { Ready } from "../../kinds/states/Ready";
import { PlainTable } from "../../kinds/table/PlainTable";
import { type ElementConflict, elementConflictsQuery } from "../queriesCodes";

function Element({ code, library }: { code: string; library: ElementConflict["follows_library"] }) {
  const libraries = useText().codes.libraries;
  return (
    <>
      <Link to={`/standards/data-elements/${encodeURIComponent(code)}`}>{code}</Link> {libraries[library]}
    </>
  );
}

/** Standards of one name that do not say the same, and which of them to follow. */
export default function ConflictsPage() {
  const text = useText();
  const words = text.codes.conflicts;
  const conflicts = useQuery(elementConflictsQuery);
  return (
    <>
      <PageHead title={words.title} intro={words.intro} />
      <Section title={words.title}>
        <Ready query={conflicts} small>
          {(found) =>
            found.length === 0 ? (
              <Empty title={words.none} hint={words.noneHint} />
            ) : (
              <PlainTable<ElementConflict>
                label={words.title}
                rows={found}
                rowKey={(one) => `${one.word}/${one.follows}/${one.differs}`}
                columns={[
                  { key: "word", title: words.word, show: (one) => one.word },
                  { key: "follows", title: words.follows, show: (one) => <Element code={one.follows} library={one.follows_library} /> },
                  { key: "differs", title: words.differs, show: (one) => <Element code={one.differs} library={one.differs_library} /> },
                  { key: "points", title: words.points, show: (one) => one.points.join(text.common.listJoin) },
                ]}
              />
            )
          }
        </Ready>
      </Section>
    </>
  );
}

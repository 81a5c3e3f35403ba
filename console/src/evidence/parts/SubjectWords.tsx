import { Link } from "react-router";

import { useOpens } from "../../app/opens";
import { useText } from "../../i18n";
import { subjectOf } from "./trail";

/** What was acted on: its kind, and its code or name where it has one; a link where its page may be opened. */
export function SubjectWords({ subject }: { subject: string }) {
  const text = useText();
  const opens = useOpens();
  const { kind, code, to } = subjectOf(subject, text);
  const words = (
    <>
      {kind}
      {code === null ? null : (
        <>
          {" "}
          <code>{code}</code>
        </>
      )}
    </>
  );
  return to !== null && opens(to) ? <Link to={to}>{words}</Link> : <span>{words}</span>;
}

import { assetPath } from "../../admission/parts/paths";
import { nodeCodePath } from "../../architecture/parts/paths";
import type { Dictionary } from "../../i18n/dictionary";

/** An action by its word; one that the console does not know is shown as it was recorded. */
export function actionWords(action: string, text: Dictionary): string {
  const words: Record<string, string> = text.trail.actions;
  return words[action] ?? action;
}

const IDENTIFIER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface Subject {
  kind: string;
  /** What tells it apart for people: a code or a name, never a bare identifier. */
  code: string | null;
  to: string | null;
}

/** Where the subject can be looked at. */
function pathOf(kind: string, code: string): string | null {
  const one = encodeURIComponent(code);
  switch (kind) {
    case "admission/asset":
      return assetPath(code);
    case "architecture/node":
      return nodeCodePath(code);
    case "architecture/source":
      return `/sources/${one}`;
    case "architecture/catalogue":
      return `/catalogue/${one}`;
    case "mechanism/organisation":
      return `/organisations/${one}`;
    case "mechanism/person":
      return `/people/${one}`;
    case "policy/code_table":
      return `/standards/code-tables/${one}`;
    case "policy/data_element":
      return `/standards/data-elements/${one}`;
    case "quality/ticket":
      return `/quality/tickets/${one}`;
    case "security/grant":
      return `/security/grants/${one}`;
    case "sharing/application":
      return `/sharing/applications/${one}`;
    default:
      return null;
  }
}

/** What was acted on, from how it is recorded: `<module>/<kind>/<code>`. */
export function subjectOf(subject: string, text: Dictionary): Subject {
  const [module = "", name = "", ...rest] = subject.split("/");
  const kind = `${module}/${name}`;
  const words: Record<string, string> = text.trail.subjects;
  const code = rest.join("/");
  return {
    kind: words[kind] ?? kind,
    code: code === "" || IDENTIFIER.test(code) ? null : code,
    to: code === "" ? null : pathOf(kind, code),
  };
}

import { usePreferences } from "../../app/preferences";
import type { Language } from "../../i18n";

/** The language the console is read in: texts that come from the platform in both are chosen by it. */
export function useLanguage(): Language {
  return usePreferences().loaded.language;
}

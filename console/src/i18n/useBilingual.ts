import { usePreferences } from "../app/preferences";

/** Picks the reader's language of a text that the platform keeps in both; an untranslated one is shown in Chinese. */
export function useBilingual(): (zh: string, en: string | null | undefined) => string {
  const { language } = usePreferences().loaded;
  return (zh, en) => (language === "en" && en ? en : zh);
}

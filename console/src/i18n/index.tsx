import type { Locale } from "antd/es/locale";
import { createContext, use } from "react";

import type { Dictionary, Language } from "./dictionary";

export type { Dictionary, Language } from "./dictionary";

/** A language as it was loaded: the console's own words and those of the components. */
export interface LoadedLanguage {
  language: Language;
  text: Dictionary;
  components: Locale;
}

/** Only the language that is read is fetched. */
export async function loadLanguage(language: Language): Promise<LoadedLanguage> {
  if (language === "en") {
    const [words, components] = await Promise.all([import("./en"), import("antd/es/locale/en_US")]);
    return { language, text: words.en, components: components.default };
  }
  const [words, components] = await Promise.all([import("./zh"), import("antd/es/locale/zh_CN")]);
  return { language, text: words.zh, components: components.default };
}

export const TextContext = createContext<Dictionary | null>(null);

export function useText(): Dictionary {
  const text = use(TextContext);
  if (text === null) throw new Error("useText is used outside the language provider");
  return text;
}

/** What a person keeps on this computer: the language and the theme. Nothing else of the console is global but the session. */
import { createContext, use, useCallback, useMemo, useState, type ReactNode } from "react";

import { type Language, type LoadedLanguage, loadLanguage, TextContext } from "../i18n";

export type ThemeChoice = "light" | "dark" | "system";

const LANGUAGE_KEY = "shudao.language";
const THEME_KEY = "shudao.theme";

interface Preferences {
  loaded: LoadedLanguage;
  setLanguage: (language: Language) => void;
  theme: ThemeChoice;
  setTheme: (theme: ThemeChoice) => void;
}

const PreferencesContext = createContext<Preferences | null>(null);

export function usePreferences(): Preferences {
  const preferences = use(PreferencesContext);
  if (preferences === null) throw new Error("usePreferences is used outside its provider");
  return preferences;
}

/** The language chosen before, or Chinese: this is a Chinese government's console, whatever the browser prefers. */
export function keptLanguage(): Language {
  return localStorage.getItem(LANGUAGE_KEY) === "en" ? "en" : "zh-CN";
}

function keptTheme(): ThemeChoice {
  const kept = localStorage.getItem(THEME_KEY);
  return kept === "light" || kept === "dark" ? kept : "system";
}

export function showLanguage(language: Language): void {
  document.documentElement.lang = language;
}

export function PreferencesProvider({ first, children }: { first: LoadedLanguage; children: ReactNode }) {
  const [loaded, setLoaded] = useState(first);
  const [theme, keepTheme] = useState(keptTheme);

  const setLanguage = useCallback((language: Language) => {
    localStorage.setItem(LANGUAGE_KEY, language);
    void loadLanguage(language).then((next) => {
      showLanguage(language);
      setLoaded(next);
    });
  }, []);

  const setTheme = useCallback((choice: ThemeChoice) => {
    localStorage.setItem(THEME_KEY, choice);
    keepTheme(choice);
  }, []);

  const value = useMemo(() => ({ loaded, setLanguage, theme, setTheme }), [loaded, setLanguage, theme, setTheme]);
  return (
    <PreferencesContext value={value}>
      <TextContext value={loaded.text}>{children}</TextContext>
    </PreferencesContext>
  );
}

import "./app/global.css";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "./app/App";
import { keptLanguage, showLanguage } from "./app/preferences";
import { loadLanguage } from "./i18n";

async function start(): Promise<void> {
  const language = keptLanguage();
  showLanguage(language);
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no #root");
  const first = await loadLanguage(language);
  createRoot(root).render(
    <StrictMode>
      <App first={first} />
    </StrictMode>,
  );
}

void start();

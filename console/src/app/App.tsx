import { QueryClientProvider } from "@tanstack/react-query";
import { App as AntApp, ConfigProvider } from "antd";
import { useEffect, useState } from "react";
import { RouterProvider } from "react-router/dom";

import type { LoadedLanguage } from "../i18n";
import { usePhone, usePrefersDark, useReducedMotion } from "./media";
import { PreferencesProvider, usePreferences } from "./preferences";
import { makeQueryClient } from "./queryClient";
import { makeRouter } from "./routes";
import { makeTheme, TOKEN_SCOPE } from "./theme";

function Themed() {
  const { loaded, theme } = usePreferences();
  const [queries] = useState(makeQueryClient);
  const [router] = useState(makeRouter);
  const prefersDark = usePrefersDark();
  const phone = usePhone();
  const still = useReducedMotion();
  const dark = theme === "dark" || (theme === "system" && prefersDark);

  useEffect(() => {
    document.documentElement.classList.add(TOKEN_SCOPE);
    document.documentElement.dataset["theme"] = dark ? "dark" : "light";
  }, [dark]);

  return (
    <ConfigProvider
      theme={makeTheme({ dark, phone, still })}
      locale={loaded.components}
      button={{ autoInsertSpace: false }}
      form={{ requiredMark: "optional" }}
    >
      <AntApp component={false} message={{ maxCount: 3 }}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}

export function App({ first }: { first: LoadedLanguage }) {
  return (
    <PreferencesProvider first={first}>
      <Themed />
    </PreferencesProvider>
  );
}

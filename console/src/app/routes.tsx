import { createBrowserRouter, type RouteObject } from "react-router";

import { PageFailure, PageMissing } from "../kinds/states/PageStates";
import { Guarded } from "./Guarded";
import { PAGES, type PageEntry } from "./pages";
import { SignedIn } from "./SignedIn";
import { Shell } from "./shell/Shell";

function toRoute({ path, load, permission }: PageEntry): RouteObject {
  return {
    path,
    errorElement: <PageFailure />,
    lazy: async () => {
      const { default: Page } = await load();
      return {
        Component: () => (
          <Guarded permission={permission}>
            <Page />
          </Guarded>
        ),
      };
    },
  };
}

export function makeRouter() {
  return createBrowserRouter([
    {
      HydrateFallback: () => null,
      errorElement: <PageFailure />,
      children: [
        { path: "/login", lazy: async () => ({ Component: (await import("../access/pages/LoginPage")).default }) },
        { path: "/handover", lazy: async () => ({ Component: (await import("../systems/pages/HandoverPage")).default }) },
        { path: "/enrol", lazy: async () => ({ Component: (await import("../system/pages/EnrolPage")).default }) },
        {
          element: <SignedIn />,
          children: [
            {
              path: "/password",
              lazy: async () => ({ Component: (await import("../access/pages/ForcedPasswordPage")).default }),
            },
            { element: <Shell />, children: [...PAGES.map(toRoute), { path: "*", element: <PageMissing /> }] },
          ],
        },
      ],
    },
  ]);
}

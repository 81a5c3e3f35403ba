import type { Dictionary } from "../i18n";
import type { PageEntry, Step } from "./pages";

export interface NavigationLink {
  path: string;
  label: string;
}

export interface NavigationStep {
  step: Step;
  label: string;
  links: NavigationLink[];
}

/** The steps a person sees, in the order of the white paper: what they may never open is not there. */
export function navigationFor(
  pages: readonly PageEntry[],
  steps: readonly Step[],
  text: Dictionary,
  may: (permission: string | undefined) => boolean,
): NavigationStep[] {
  const visible = pages.filter((page) => page.nav !== undefined && may(page.permission));
  return steps
    .map((step) => ({
      step,
      label: text.nav.steps[step],
      links: visible
        .filter((page) => page.nav?.step === step)
        .map((page) => ({ path: page.path, label: page.nav?.label(text) ?? "" })),
    }))
    .filter((step) => step.links.length > 0);
}

/** The link that the open page belongs to: of those it lies within, the closest. */
export function currentLink(paths: readonly string[], open: string): string | null {
  const within = paths.filter((path) => isWithin(path, open));
  return within.reduce<string | null>((best, path) => (best === null || path.length > best.length ? path : best), null);
}

/** Whether a link's page, or one below it, is the one that is open. */
export function isWithin(path: string, open: string): boolean {
  return path === "/" ? open === "/" : open === path || open.startsWith(`${path}/`);
}

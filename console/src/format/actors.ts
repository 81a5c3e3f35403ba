import type { Dictionary } from "../i18n/dictionary";

/** How the platform names itself when it acts by itself: 系统（what for）. */
const SYSTEM = /^系统（.+）$/;

/** Who did something, for people: what the platform did by itself is told as that, not by the name of its part. */
export function actorWords(name: string, text: Dictionary): string {
  return SYSTEM.test(name) ? text.format.system : name;
}

import { actorWords } from "../../format/actors";
import type { Dictionary } from "../../i18n";
import type { HistoryEntry } from "../../kinds/review/types";
import type { Application } from "../queries";

/** The thread of an application as a history: who did what, on which ground, with which words. */
export function historyOf(application: Application, place: (id: string | null) => string, text: Dictionary): HistoryEntry[] {
  const { events, grounds } = text.sharing;
  return application.events.map((event, at) => {
    const where = place(event.organisation_id);
    const ground = event.ground === null ? "" : grounds[event.ground];
    return {
      key: `${event.at} ${at}`,
      at: event.at,
      what: events[event.event],
      who: [actorWords(event.actor_name, text), where].filter(Boolean).join(text.common.listJoin),
      note: [ground, event.opinion].filter(Boolean).join(text.common.colon) || null,
    };
  });
}

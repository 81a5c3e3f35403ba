import type { PageEntry } from "../../app/pages";

const READ = "quality.score.read";
const ROWS = "quality.failure.read";

export const QUALITY_PAGES: readonly PageEntry[] = [
  {
    path: "/quality",
    load: () => import("./ScoresPage"),
    permission: READ,
    nav: { step: "quality", label: (text) => text.quality.pages.scores },
  },
  { path: "/quality/assets/:code", load: () => import("./AssetQualityPage"), permission: READ },
  {
    path: "/quality/tickets",
    load: () => import("./TicketsPage"),
    permission: ROWS,
    nav: { step: "quality", label: (text) => text.quality.pages.tickets },
  },
  { path: "/quality/tickets/:id", load: () => import("./TicketPage"), permission: ROWS },
  { path: "/quality/tickets/:id/answer", load: () => import("./AnswerPage"), permission: "quality.ticket.answer" },
];

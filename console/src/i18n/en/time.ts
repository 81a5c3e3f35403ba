import type { Dictionary } from "../dictionary";

const count = (n: number, unit: string) => `${n} ${unit}${n === 1 ? "" : "s"}`;

export const time: Dictionary["time"] = {
  left: (days) => `${count(days, "working day")} left`,
  dueToday: "Due today",
  overdue: (days) => `${count(days, "working day")} overdue`,
  paused: "Clock paused",
  estimated: "Holidays not announced yet: counted from weekends alone",
  seconds: (n) => count(n, "second"),
  minutes: (n) => count(n, "minute"),
  hours: (n) => count(n, "hour"),
  days: (n) => count(n, "day"),
  justNow: "just now",
  ago: (words) => `${words} ago`,
  in: (words) => `in ${words}`,
};

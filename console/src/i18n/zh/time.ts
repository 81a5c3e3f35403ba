export const time = {
  left: (days: number) => `还剩 ${days} 个工作日`,
  dueToday: "今天到期",
  overdue: (days: number) => `已超 ${days} 个工作日`,
  paused: "计时已暂停",
  estimated: "节假日安排未公布，按周末推算",
  seconds: (n: number) => `${n} 秒`,
  minutes: (n: number) => `${n} 分钟`,
  hours: (n: number) => `${n} 小时`,
  days: (n: number) => `${n} 天`,
  justNow: "刚刚",
  ago: (words: string) => `${words}前`,
  in: (words: string) => `${words}后`,
};

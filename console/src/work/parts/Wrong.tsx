import { useQuery } from "@tanstack/react-query";

import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { type Line, Lines } from "../../kinds/home/Lines";
import { Partial } from "../../kinds/states/Banners";
import { Waiting } from "../../kinds/states/Waiting";
import { scoresQuery } from "../../quality/queries";
import { useCan } from "../../session/session";
import { applicationRows } from "../../sharing/queries";
import { jobRows } from "../../system/queries";
import { taskRows } from "../queries";
import styles from "./home.module.css";

const MOST_WITHHELD = 5;
const ONE = { offset: 0, limit: 1 };

/** What went wrong, as far as this person has to do with it: overdue, failed, withheld. */
export function Wrong() {
  const text = useText();
  const words = text.work.home;
  const can = useCan();
  const mayJobs = can("work.job.operate");
  const maySharing = can("sharing.application.read");
  const mayScores = can("quality.score.read");
  const tasks = useQuery(taskRows({ ...ONE, filters: { overdue: "true" } }));
  const applications = useQuery({ ...applicationRows({ ...ONE, filters: { overdue: "true" } }), enabled: maySharing });
  const jobs = useQuery({ ...jobRows({ ...ONE, filters: { status: "failed" } }), enabled: mayJobs });
  const scores = useQuery({ ...scoresQuery, enabled: mayScores });

  const asked = [
    { query: tasks, name: words.overdueTasks, used: true },
    { query: applications, name: words.overdueApplications, used: maySharing },
    { query: jobs, name: words.failedJobs, used: mayJobs },
    { query: scores, name: words.withheld, used: mayScores },
  ].filter((one) => one.used);
  if (asked.some(({ query }) => query.isPending)) return <Waiting rows={2} />;

  const counted = (key: string, title: string, total: number | undefined, to: string): Line[] =>
    total === undefined || total === 0
      ? []
      : [{ key, title, to, mark: <Chip tone="bad">{words.pieces(formatNumber(total))}</Chip> }];
  const withheld = (scores.data?.items ?? []).filter((score) => score.withheld);
  const lines: Line[] = [
    ...counted("tasks", words.overdueTasks, tasks.data?.total, "/inbox?overdue=true"),
    ...counted("applications", words.overdueApplications, applications.data?.total, "/sharing/applications?overdue=true"),
    ...counted("jobs", words.failedJobs, jobs.data?.total, "/system/jobs?status=failed"),
    ...withheld.slice(0, MOST_WITHHELD).map((score) => ({
      key: score.id,
      title: score.asset_title,
      to: `/quality/assets/${score.asset_code}`,
      note: words.withheldWhy,
      mark: <Chip tone="bad">{words.withheld}</Chip>,
    })),
  ];
  const missing = asked.filter(({ query }) => query.error !== null);
  const retry = () => missing.forEach(({ query }) => void query.refetch());
  return (
    <>
      <Partial missing={missing.map(({ name }) => name)} retry={retry} />
      {lines.length > 0 ? <Lines lines={lines} /> : missing.length > 0 ? null : <p className={styles["calm"]}>{words.wrongEmpty}</p>}
    </>
  );
}

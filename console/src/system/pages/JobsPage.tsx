import { App, Button } from "antd";

import { asProblem } from "../../api/problem";
import { formatSecond } from "../../format/dates";
import { durationWords } from "../../format/durations";
import { type Dictionary, useText } from "../../i18n";
import { ListPage } from "../../kinds/list/ListPage";
import { Facts } from "../../kinds/page/Facts";
import { problemWords } from "../../kinds/states/Failure";
import { JobStatus } from "../parts/JobStatus";
import system from "../parts/system.module.css";
import { type Job, jobRows, useRetryJob } from "../queries";

function Retry({ job }: { job: Job }) {
  const text = useText();
  const words = text.system.jobs;
  const { message } = App.useApp();
  const retry = useRetryJob();
  if (job.status !== "failed") return null;
  const send = () =>
    retry.mutate(job.id, {
      onSuccess: () => void message.success(words.retried),
      onError: (cause) => void message.error(problemWords(asProblem(cause), text)),
    });
  return (
    <Button loading={retry.isPending} onClick={send}>
      {words.retry}
    </Button>
  );
}

function took(job: Job, text: Dictionary): string {
  if (job.started_at === null || job.ended_at === null) return text.common.none;
  return durationWords(text, (new Date(job.ended_at).getTime() - new Date(job.started_at).getTime()) / 1000);
}

const moment = (value: string | null, text: Dictionary) => (value === null ? text.common.none : formatSecond(value));

function JobPeek({ job }: { job: Job }) {
  const text = useText();
  const words = text.system.jobs;
  return (
    <>
      <Facts
        facts={[
          { label: words.name, value: <code>{job.name}</code> },
          { label: words.number, value: String(job.id) },
          { label: words.status, value: <JobStatus status={job.status} /> },
          { label: words.queue, value: <code>{job.queue}</code> },
          { label: words.attempts, value: String(job.attempts) },
          { label: words.enqueued, value: moment(job.enqueued_at, text) },
          { label: words.scheduled, value: moment(job.scheduled_at, text) },
          { label: words.started, value: moment(job.started_at, text) },
          { label: words.ended, value: moment(job.ended_at, text) },
          { label: words.lock, value: job.lock === null ? text.common.none : <code>{job.lock}</code>, wide: true },
          ...(job.error_code === null ? [] : [{ label: words.error, value: <code>{job.error_code}</code>, wide: true }]),
          ...(job.error_where === null ? [] : [{ label: words.errorWhere, value: <code>{job.error_where}</code>, wide: true }]),
        ]}
      />
      <div className={system["actions"]}>
        <Retry job={job} />
      </div>
    </>
  );
}

export default function JobsPage() {
  const text = useText();
  const words = text.system.jobs;
  const names: Record<string, string> = words.names;
  return (
    <ListPage<Job>
      head={{ title: words.title, intro: words.intro }}
      id="system.jobs"
      label={words.title}
      rows={jobRows}
      rowKey={(job) => String(job.id)}
      rowName={(job) => names[job.name] ?? job.name}
      nameColumn={{ title: words.name, sort: "name" }}
      filters={[
        {
          key: "status",
          kind: "choice",
          label: words.status,
          options: (["todo", "doing", "succeeded", "failed", "cancelled", "aborted"] as const).map((value) => ({
            value,
            label: words.statuses[value],
          })),
        },
        {
          key: "name",
          kind: "choice",
          label: words.name,
          options: Object.entries(names).map(([value, label]) => ({ value, label })),
        },
      ]}
      columns={[
        { key: "status", title: words.status, sort: "status", show: (job) => <JobStatus status={job.status} /> },
        { key: "enqueued", title: words.enqueued, sort: "id", show: (job) => moment(job.enqueued_at, text) },
        { key: "started", title: words.started, sort: "started_at", show: (job) => moment(job.started_at, text) },
        { key: "took", title: words.duration, figures: true, show: (job) => took(job, text) },
        { key: "attempts", title: words.attempts, sort: "attempts", figures: true, show: (job) => String(job.attempts) },
        {
          key: "error",
          title: words.error,
          show: (job) => (job.error_code === null ? text.common.none : <code>{job.error_code}</code>),
        },
        { key: "retry", title: words.retry, show: (job) => <Retry job={job} /> },
      ]}
      peek={(job) => <JobPeek job={job} />}
      empty={{ title: words.empty, hint: words.emptyHint }}
    />
  );
}

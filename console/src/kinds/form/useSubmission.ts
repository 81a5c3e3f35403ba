import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { newKey } from "../../api/client";
import { asProblem, type Problem } from "../../api/problem";

/** Whether the platform may have done it although no answer came: then the same key must be sent again. */
export function outcomeUnknown(problem: Problem): boolean {
  return problem.unreachable || problem.status >= 500;
}

/** The header under which sending twice does the thing once. */
export function idempotent(key: string): Record<string, string> {
  return { "Idempotency-Key": key };
}

/**
 * One sending at a time, each with its key. While the outcome is unknown a retry carries the same key;
 * after a definite answer the next sending is a new one.
 */
export function useSubmission<Sent, Answer>(send: (sent: Sent, key: string) => Promise<Answer>) {
  const [key, setKey] = useState(newKey);
  const mutation = useMutation<Answer, Error, Sent>({
    mutationFn: (sent) => send(sent, key),
    onSuccess: () => setKey(newKey()),
    onError: (cause) => {
      if (!outcomeUnknown(asProblem(cause))) setKey(newKey());
    },
  });
  const submit = (sent: Sent, then: { onSuccess?: (answer: Answer) => void; onError?: (cause: Error) => void } = {}) => {
    if (!mutation.isPending) mutation.mutate(sent, then);
  };
  return { submit, sending: mutation.isPending, error: mutation.error, reset: mutation.reset };
}

import { useQuery } from "@tanstack/react-query";

import { useCan } from "../../session/session";
import { dutyRows } from "../queries";

const MOST = 200;

/** The name of a process step by its code, from the register of duties; null while it is not known. */
export function useStepName(): (code: string) => string | null {
  const can = useCan();
  const { data } = useQuery({
    ...dutyRows({ offset: 0, limit: MOST, filters: {} }),
    enabled: can("mechanism.view"),
    staleTime: 300_000,
  });
  const steps = (data?.items ?? []).flatMap((duty) => duty.matters.flatMap((matter) => matter.steps));
  return (code) => steps.find((step) => step.code === code)?.name ?? null;
}

import { useCan, useSession } from "../../session/session";

/** Whether somebody drafts for an organisation: their own; the bureau for all. */
export function useMayDraft(): (organisationId: string) => boolean {
  const can = useCan();
  const { organisation_id: own, roles } = useSession();
  return (organisationId) => can("architecture.node.edit") && (own === organisationId || roles.includes("data_bureau"));
}

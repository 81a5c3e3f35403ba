import { useQuery } from "@tanstack/react-query";

import type { OwnerContact } from "../../kinds/chips/Owner";
import { personQuery } from "../../mechanism/queries";
import { useOrganisationName } from "../../session/organisations";
import type { Entity } from "../queries";

/** The owner with a way to reach them, as far as one may know it. */
export function useOwnerContact(owner: Entity["owner"]): OwnerContact | null {
  const organisationName = useOrganisationName();
  const { data } = useQuery({ ...personQuery(owner?.person_id ?? ""), enabled: owner !== null, retry: false });
  if (owner === null) return null;
  return {
    name: owner.name,
    organisation: organisationName(owner.organisation_id),
    phone: data?.phone ?? null,
    email: data?.email ?? null,
  };
}

import { useQuery } from "@tanstack/react-query";

import type { ListFilter } from "../../kinds/list/types";
import { organisationsQuery } from "../../session/organisations";

/** A list's filter by organisation, under the name the platform gives the parameter. */
export function useOrganisationFilter(label: string, key = "organisation_id"): ListFilter {
  const { data } = useQuery(organisationsQuery);
  return { key, kind: "choice", label, options: (data ?? []).map(({ id, name }) => ({ value: id, label: name })) };
}

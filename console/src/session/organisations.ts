import { queryOptions, useQuery } from "@tanstack/react-query";

import { api, ask } from "../api/client";
import type { components } from "../api/schema";

type Branch = components["schemas"]["TreeNode"];

export interface OrganisationName {
  id: string;
  code: string;
  name: string;
  depth: number;
}

function flatten(branches: readonly Branch[], depth = 0): OrganisationName[] {
  return branches.flatMap(({ id, code, name, children }) => [{ id, code, name, depth }, ...flatten(children, depth + 1)]);
}

/** All organisations as they stand, each below its superior; they rarely change. */
export const organisationsQuery = queryOptions({
  queryKey: ["organisations", "names"],
  staleTime: 300_000,
  queryFn: async ({ signal }) => flatten((await ask(api.GET("/api/v1/mechanism/organisations/tree", { signal }))).items),
});

/** The name of an organisation by its id; the id itself while names are on their way, or where one is gone. */
export function useOrganisationName(): (id: string | null | undefined) => string {
  const { data } = useQuery(organisationsQuery);
  return (id) => (id ? (data?.find((one) => one.id === id)?.name ?? id) : "");
}

import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";

import { codeTableTitlesQuery } from "../queries";

export const codeTablePath = (name: string) => `/standards/code-tables/${encodeURIComponent(name)}`;

/** A code table by its title, as a link; its name while titles are on their way. */
export function CodeTableName({ name }: { name: string }) {
  const { data } = useQuery(codeTableTitlesQuery);
  return (
    <Link to={codeTablePath(name)} title={name}>
      {data?.get(name) ?? name}
    </Link>
  );
}

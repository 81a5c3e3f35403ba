import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";

import { sourceQuery } from "../queries";

/** A source by its name, as a link; its code while the name is on its way, or where it may not be seen. */
export function SourceName({ code }: { code: string }) {
  const { data } = useQuery({ ...sourceQuery(code), retry: false, staleTime: 300_000 });
  return (
    <Link to={`/sources/${encodeURIComponent(code)}`} title={code}>
      {data?.name ?? <code>{code}</code>}
    </Link>
  );
}

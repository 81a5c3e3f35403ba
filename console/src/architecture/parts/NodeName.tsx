import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";

import { nodeQuery } from "../queries";
import { nodePath } from "./paths";

/** A node of the ledger by its name, as a link; its code while the name is on its way, or where it may not be seen. */
export function NodeName({ code, level }: { code: string; level: number }) {
  const { data } = useQuery({ ...nodeQuery(code), retry: false, staleTime: 300_000 });
  return (
    <Link to={nodePath(level, code)} title={code}>
      {data?.name ?? code}
    </Link>
  );
}

import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";

import { systemRows } from "../queries";

/** An application system by its name, as a link to its page; its code until the name is known. */
export function SystemName({ code }: { code: string }) {
  const { data } = useQuery({ ...systemRows({ offset: 0, limit: 20, q: code, filters: {} }), staleTime: 300_000 });
  const found = data?.items.find((system) => system.code === code);
  return (
    <Link to={`/systems/${encodeURIComponent(code)}`} title={code}>
      {found?.name ?? <code>{code}</code>}
    </Link>
  );
}

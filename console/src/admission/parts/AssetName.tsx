import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";

import { useCan } from "../../session/session";
import { assetQuery } from "../queries";

const MAY_READ = "admission.asset.read";

interface AssetNameProps {
  code: string;
  /** Where the name leads; nowhere when left out. */
  to?: string;
}

/** A data set by its name; its code while the name is on its way, or where it may not be seen. */
export function AssetName({ code, to }: AssetNameProps) {
  const can = useCan();
  const { data } = useQuery({ ...assetQuery(code), enabled: can(MAY_READ), retry: false, staleTime: 300_000 });
  const words = data === undefined ? <code>{code}</code> : data.title;
  return to === undefined ? (
    <span title={code}>{words}</span>
  ) : (
    <Link to={to} title={code}>
      {words}
    </Link>
  );
}

import { Navigate, Outlet, useLocation } from "react-router";

import { Failure } from "../kinds/states/Failure";
import { Waiting } from "../kinds/states/Waiting";
import { useMaybeSession } from "../session/session";

const FORCED_PASSWORD = "/password";

/** Everything behind it needs somebody signed in, with a password of their own. */
export function SignedIn() {
  const { data, error, isPending, refetch } = useMaybeSession();
  const { pathname, search } = useLocation();
  if (isPending) return <Waiting />;
  if (error !== null && data === undefined) return <Failure cause={error} retry={() => void refetch()} />;
  if (data === null || data === undefined) {
    const back = pathname === "/" ? "" : `?next=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`/login${back}`} replace />;
  }
  if (data.must_change_password && pathname !== FORCED_PASSWORD) return <Navigate to={FORCED_PASSWORD} replace />;
  return <Outlet />;
}

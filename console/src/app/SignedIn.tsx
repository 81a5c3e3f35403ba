import { useState } from "react";
import { Navigate, Outlet, useLocation } from "react-router";

import { Failure } from "../kinds/states/Failure";
import { Waiting } from "../kinds/states/Waiting";
import { SessionContext, useMaybeSession } from "../session/session";

const FORCED_PASSWORD = "/password";

/** Everything behind it needs somebody signed in, with a password of their own. */
export function SignedIn() {
  const { data, error, isPending, refetch } = useMaybeSession();
  const { pathname, search } = useLocation();
  const [wasIn, setWasIn] = useState(false);
  if (data && !wasIn) setWasIn(true);
  if (isPending) return <Waiting />;
  if (error !== null && !data) return <Failure cause={error} retry={() => void refetch()} />;
  if (!data) {
    const back = new URLSearchParams();
    if (pathname !== "/") back.set("next", pathname + search);
    if (wasIn) back.set("ended", "1");
    return <Navigate to={`/login?${back.toString()}`} replace />;
  }
  if (data.must_change_password && pathname !== FORCED_PASSWORD) return <Navigate to={FORCED_PASSWORD} replace />;
  return (
    <SessionContext value={data}>
      <Outlet />
    </SessionContext>
  );
}

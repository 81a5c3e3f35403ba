import { useIsFetching } from "@tanstack/react-query";
import { Alert } from "antd";
import { Suspense, useEffect, useRef, useState } from "react";
import { Outlet, useLocation, useNavigation } from "react-router";

import { useText } from "../../i18n";
import { Waiting } from "../../kinds/states/Waiting";
import { useOnline } from "../media";
import { BottomBar } from "./BottomBar";
import { NavigationDrawer, SideNavigation } from "./SideNavigation";
import styles from "./Shell.module.css";
import { Shortcuts } from "./Shortcuts";
import { TopBar } from "./TopBar";

/** A thin bar under the top bar while a page is being fetched: shown late, so that quick pages do not flicker. */
function Progress() {
  const opening = useNavigation().state === "loading";
  const fetching = useIsFetching({ predicate: (query) => query.state.data === undefined }) > 0;
  const text = useText();
  if (!opening && !fetching) return null;
  return <div className={styles["progress"]} role="status" aria-label={text.nav.loading} />;
}

export function Shell() {
  const text = useText();
  const online = useOnline();
  const { pathname } = useLocation();
  const [menuOpen, setMenuOpen] = useState(false);
  const [openedAt, setOpenedAt] = useState(pathname);
  const main = useRef<HTMLElement>(null);

  if (openedAt !== pathname) {
    setOpenedAt(pathname);
    setMenuOpen(false);
  }

  // A new page starts at its top, and a screen reader starts reading there.
  useEffect(() => {
    main.current?.scrollTo(0, 0);
    scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <div className={styles["shell"]}>
      <a className={styles["skip"]} href="#main">
        {text.nav.skip}
      </a>
      <TopBar onMenu={() => setMenuOpen(true)} />
      <Progress />
      <SideNavigation />
      <NavigationDrawer open={menuOpen} onClose={() => setMenuOpen(false)} />
      <main className={styles["main"]} id="main" tabIndex={-1} ref={main}>
        {online ? null : <Alert className={styles["offline"]} type="warning" showIcon title={text.states.offline} />}
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
      <BottomBar />
      <Shortcuts />
    </div>
  );
}

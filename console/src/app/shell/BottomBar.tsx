import { CheckSquareOutlined, SearchOutlined, ShoppingCartOutlined, UserOutlined } from "@ant-design/icons";
import { Badge } from "antd";
import type { ReactNode } from "react";
import { NavLink } from "react-router";

import { useText } from "../../i18n";
import { useCan } from "../../session/session";
import { useTodoCount } from "../../work/queries";
import { PAGES } from "../pages";
import styles from "./BottomBar.module.css";

interface Place {
  path: string;
  label: string;
  icon: ReactNode;
}

/** The four places of a phone; a place whose page the person may not open is left out. */
export function BottomBar() {
  const text = useText();
  const can = useCan();
  const todo = useTodoCount();
  const words = text.nav.pages;
  const places: Place[] = [
    { path: "/inbox", label: words.inbox, icon: <CheckSquareOutlined aria-hidden /> },
    { path: "/search", label: words.search, icon: <SearchOutlined aria-hidden /> },
    { path: "/cart", label: words.cart, icon: <ShoppingCartOutlined aria-hidden /> },
    { path: "/me", label: words.me, icon: <UserOutlined aria-hidden /> },
  ];
  const open = places.filter((place) => PAGES.some((page) => page.path === place.path && can(page.permission)));
  return (
    <nav className={styles["bar"]} aria-label={text.nav.main}>
      {open.map((place) => (
        <NavLink key={place.path} to={place.path} className={styles["place"] ?? ""}>
          <Badge count={place.path === "/inbox" ? todo : 0} size="small" offset={[8, 6]}>
            <span className={styles["icon"]} aria-hidden>
              {place.icon}
            </span>
          </Badge>
          <span>{place.label}</span>
        </NavLink>
      ))}
    </nav>
  );
}

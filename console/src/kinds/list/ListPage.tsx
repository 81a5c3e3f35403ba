import { PageHead, type PageHeadProps } from "../page/PageHead";
import { ListPanel } from "./ListPanel";
import styles from "./ListPanel.module.css";
import type { ListProps } from "./types";

/** Page kind 2: a list of its own. */
export function ListPage<Row>({ head, ...list }: ListProps<Row> & { head: PageHeadProps }) {
  return (
    <div className={styles["page"]}>
      <PageHead {...head} />
      <ListPanel {...list} />
    </div>
  );
}

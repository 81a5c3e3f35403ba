import { useText } from "../../i18n";
import { Chip } from "./Chip";
import styles from "./chips.module.css";

export interface OwnerContact {
  name: string;
  organisation?: string | null;
  phone?: string | null;
  email?: string | null;
}

/** Who answers for something, and how to reach them; that nobody does is said as a fault. */
export function Owner({ owner }: { owner: OwnerContact | null }) {
  const text = useText();
  if (owner === null) return <Chip tone="bad">{text.format.owner.none}</Chip>;
  return (
    <span className={styles["owner"]}>
      <span>{owner.name}</span>
      {owner.organisation ? <span className={styles["place"]}>{owner.organisation}</span> : null}
      {owner.phone ? <a href={`tel:${owner.phone}`}>{owner.phone}</a> : null}
      {owner.email ? <a href={`mailto:${owner.email}`}>{owner.email}</a> : null}
    </span>
  );
}

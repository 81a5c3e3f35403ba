import { useQueries, type UseQueryResult } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useEffect } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";

import { asProblem } from "../../api/problem";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { PageHead } from "../../kinds/page/PageHead";
import { Empty } from "../../kinds/states/Empty";
import { problemWords } from "../../kinds/states/Failure";
import { useSession } from "../../session/session";
import { useCart } from "../cart";
import { isShared } from "../parts/ColumnPicker";
import styles from "../parts/sharing.module.css";
import { type Offer, offerQuery } from "../queries";

interface ItemProps {
  code: string;
  offer: UseQueryResult<Offer>;
  onRemove: (name: string) => void;
}

function Item({ code, offer, onRemove }: ItemProps) {
  const text = useText();
  const words = text.sharing;
  const { organisation_id: mine } = useSession();
  const found = offer.data;
  return (
    <li className={styles["item"]}>
      <div>
        <Link to={`/catalogue/${encodeURIComponent(code)}`}>{found?.name ?? code}</Link>
        {found === undefined ? null : (
          <p className={styles["facts"]}>
            <span>{found.organisation_name}</span>
            <span>{words.shareTypes[found.share_type]}</span>
            <span>{words.cart.columnCount(formatNumber(found.columns.filter(isShared).length))}</span>
          </p>
        )}
        {found?.share_condition ? (
          <p className={styles["quiet"]}>{`${words.cart.condition}${text.common.colon}${found.share_condition}`}</p>
        ) : null}
        {found?.organisation_id === mine ? <Chip tone="warning">{words.cart.own}</Chip> : null}
        {offer.error === null ? null : (
          <>
            <Chip tone="bad">{words.cart.notUsable}</Chip>
            <p className={styles["quiet"]}>{problemWords(asProblem(offer.error), text)}</p>
          </>
        )}
      </div>
      <Button onClick={() => onRemove(found?.name ?? code)}>{words.cart.remove}</Button>
    </li>
  );
}

/** Puts the entry that the address names into the cart, and takes it out of the address. */
function useArrival(add: (code: string) => void): void {
  const [params, setParams] = useSearchParams();
  const arrived = params.get("entry");
  useEffect(() => {
    if (arrived === null) return;
    add(arrived);
    setParams({}, { replace: true });
  }, [arrived, add, setParams]);
}

export default function CartPage() {
  const words = useText().sharing.cart;
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { organisation_id: mine } = useSession();
  const cart = useCart();
  useArrival(cart.add);
  const offers = useQueries({ queries: cart.entries.map((code) => ({ ...offerQuery(code), retry: false })) });
  const usable = offers.filter((offer) => offer.data !== undefined && offer.data.organisation_id !== mine).length;
  const toCatalogue = <Link to="/catalogue">{words.toCatalogue}</Link>;
  return (
    <>
      <PageHead
        title={words.title}
        intro={words.intro}
        actions={
          usable === 0 ? null : (
            <Button type="primary" onClick={() => void navigate("/cart/apply")}>
              {words.apply(formatNumber(usable))}
            </Button>
          )
        }
      />
      {cart.entries.length === 0 ? (
        <Empty title={words.empty} hint={words.emptyHint} action={toCatalogue} />
      ) : (
        <div className={styles["cart"]}>
          <ul className={styles["rows"]}>
            {cart.entries.map((code, at) => {
              const offer = offers[at];
              const remove = (name: string) => {
                cart.remove(code);
                void message.info(words.removed(name));
              };
              return offer === undefined ? null : <Item key={code} code={code} offer={offer} onRemove={remove} />;
            })}
          </ul>
          <div>{toCatalogue}</div>
        </div>
      )}
    </>
  );
}

import { ShoppingCartOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useNavigate } from "react-router";

import { useText } from "../../i18n";
import type { Entry } from "../queries";

/** Puts a published entry into the data cart: the cart takes it from its address. */
export function CartSlot({ entry }: { entry: Entry }) {
  const words = useText().architecture.catalogue;
  const navigate = useNavigate();
  if (entry.state !== "published" || entry.share_type === "3") return null;
  return (
    <Button
      type="primary"
      icon={<ShoppingCartOutlined aria-hidden />}
      onClick={() => void navigate(`/cart?entry=${encodeURIComponent(entry.code)}`)}
    >
      {words.toCart}
    </Button>
  );
}

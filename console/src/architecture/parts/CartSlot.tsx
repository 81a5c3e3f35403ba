import { ShoppingCartOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useNavigate } from "react-router";

import { useText } from "../../i18n";
import { useCan, useSession } from "../../session/session";
import type { Entry } from "../queries";

const MAY_APPLY = "sharing.application.apply";
const NOT_SHARED = "3";

/** Puts a published entry into the data cart, for those who may apply for it: the cart takes it from its address. */
export function CartSlot({ entry }: { entry: Entry }) {
  const words = useText().architecture.catalogue;
  const navigate = useNavigate();
  const can = useCan();
  const { organisation_id: mine } = useSession();
  const shared = entry.state === "published" && entry.share_type !== NOT_SHARED;
  if (!shared || !can(MAY_APPLY) || entry.provider_organisation_id === mine) return null;
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

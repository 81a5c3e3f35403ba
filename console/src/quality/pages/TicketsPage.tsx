import { useText } from "../../i18n";
import { ListPage } from "../../kinds/list/ListPage";
import { useTicketList } from "../parts/TicketList";

export default function TicketsPage() {
  const words = useText().quality.ticket;
  const list = useTicketList();
  return <ListPage head={{ title: words.title, intro: words.intro }} {...list} />;
}

import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";

import { Ready } from "../../kinds/states/Ready";
import { NodeForm } from "../parts/NodeForm";
import { definitionQuery } from "../queries";

/** A draft node, said anew. */
export default function EditNodePage() {
  const { code = "" } = useParams();
  const known = useQuery(definitionQuery(code));
  return <Ready query={known}>{(found) => <NodeForm key={found.version} code={code} known={found} />}</Ready>;
}

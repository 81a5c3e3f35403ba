import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";

import { entityOf } from "../../architecture/parts/paths";
import { nodeQuery } from "../../architecture/queries";
import { Ready } from "../../kinds/states/Ready";
import { AttributeForm } from "../parts/AttributeForm";
import { definitionQuery } from "../queries";

/** A draft attribute, said anew. */
export default function EditAttributePage() {
  const { code = "" } = useParams();
  const above = useQuery(nodeQuery(entityOf(code)));
  const known = useQuery(definitionQuery(code));
  return (
    <Ready query={above}>
      {({ name }) => <Ready query={known}>{(found) => <AttributeForm key={found.version} code={code} entityName={name} known={found} />}</Ready>}
    </Ready>
  );
}

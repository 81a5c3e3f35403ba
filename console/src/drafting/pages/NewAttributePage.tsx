import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";

import { nodeQuery } from "../../architecture/queries";
import { Ready } from "../../kinds/states/Ready";
import { AttributeForm } from "../parts/AttributeForm";
import { nextCodeQuery } from "../queries";

/** A new attribute of an entity. */
export default function NewAttributePage() {
  const { code: entity = "" } = useParams();
  const next = useQuery(nextCodeQuery(entity));
  const above = useQuery(nodeQuery(entity));
  return (
    <Ready query={above}>
      {({ name }) => <Ready query={next}>{({ code }) => <AttributeForm key={code} code={code} entityName={name} known={null} />}</Ready>}
    </Ready>
  );
}

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";

import { Ready } from "../../kinds/states/Ready";
import { NodeForm } from "../parts/NodeForm";
import { nextCodeQuery } from "../queries";

/** A new node below another one; a domain below the jurisdiction's letters. */
export default function NewNodePage() {
  const [params] = useSearchParams();
  const next = useQuery(nextCodeQuery(params.get("parent") ?? ""));
  return <Ready query={next}>{({ code }) => <NodeForm key={code} code={code} known={null} />}</Ready>;
}

import { Link, useNavigate } from "react-router";

import { nodeCodePath } from "../../architecture/parts/paths";
import { useLevelKind } from "../../architecture/parts/words";
import { LEDGER } from "../../architecture/queries";
import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import { useCan } from "../../session/session";
import { discardNode, publishNode, retireNode, returnNode, submitNode } from "../queries";
import { changePath, editAttributePath, editNodePath, newAttributePath, newNodePath } from "./paths";
import { useMayDraft } from "./rights";

interface Living {
  code: string;
  level: number;
  state: string;
  organisation_id: string;
}

const ENTITY_LEVEL = 4;
const ATTRIBUTE_LEVEL = 5;
const CHANGED = [LEDGER, ["architecture", "definition"]] as const;

function DraftActions({ node }: { node: Living }) {
  const words = useText().drafting.life;
  const navigate = useNavigate();
  const parent = node.code.includes(".") ? nodeCodePath(node.code.slice(0, node.code.lastIndexOf("."))) : "/ledger";
  return (
    <>
      <Link to={node.level === ATTRIBUTE_LEVEL ? editAttributePath(node.code) : editNodePath(node.code)}>{words.edit}</Link>
      <ActionButton
        label={words.discard}
        tone="danger"
        run={(_, key) => discardNode(node.code, key)}
        done={words.discarded}
        onDone={() => void navigate(parent)}
        ask={{ reason: "none", content: <p>{words.discardHint}</p> }}
      />
      <ActionButton label={words.submit} tone="primary" run={(_, key) => submitNode(node.code, key)} done={words.submitted} changes={CHANGED} />
    </>
  );
}

function ReviewActions({ node }: { node: Living }) {
  const words = useText().drafting.life;
  return (
    <>
      <ActionButton
        label={words.return}
        run={({ reason }, key) => returnNode(node.code, reason, key)}
        done={words.returned}
        changes={CHANGED}
        ask={{ reason: "required" }}
      />
      <ActionButton label={words.publish} tone="primary" run={(_, key) => publishNode(node.code, key)} done={words.published} changes={CHANGED} />
    </>
  );
}

function PublishedActions({ node }: { node: Living }) {
  const words = useText().drafting.life;
  return (
    <>
      <Link to={changePath(node.code)}>{words.change}</Link>
      {node.level === ATTRIBUTE_LEVEL ? null : (
        <ActionButton
          label={words.retire}
          run={({ reason }, key) => retireNode(node.code, reason, key)}
          done={words.proposed}
          ask={{ reason: "required", content: <p>{words.retireHint}</p> }}
        />
      )}
    </>
  );
}

function NewBelow({ node }: { node: Living }) {
  const words = useText().drafting;
  const levelKind = useLevelKind();
  if (node.level === ATTRIBUTE_LEVEL) return null;
  if (node.level === ENTITY_LEVEL) return <Link to={newAttributePath(node.code)}>{words.draftAttribute.add}</Link>;
  return <Link to={newNodePath(node.code)}>{words.draftNode.child(levelKind(node.level + 1))}</Link>;
}

/** What may be done next with a node of the ledger, by its state and by who looks at it. */
export function LifeActions({ node }: { node: Living }) {
  const may = useMayDraft()(node.organisation_id);
  const publishes = useCan()("architecture.node.publish");
  if (node.state === "retired") return null;
  return (
    <>
      {may ? <NewBelow node={node} /> : null}
      {may && node.state === "draft" ? <DraftActions node={node} /> : null}
      {publishes && node.state === "in_review" ? <ReviewActions node={node} /> : null}
      {may && node.state === "published" ? <PublishedActions node={node} /> : null}
    </>
  );
}

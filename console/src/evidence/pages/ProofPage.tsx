import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";

import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { PageHead } from "../../kinds/page/PageHead";
import { Section } from "../../kinds/page/Section";
import { CopyButton } from "../../kinds/states/CopyButton";
import { PageMissing } from "../../kinds/states/PageStates";
import { Ready } from "../../kinds/states/Ready";
import styles from "../parts/evidence.module.css";
import { fromHex, readCheckpoint, rootFrom, toBase64 } from "../proof";
import { type Proof, proofQuery } from "../queries";

type Outcome = "matches" | "differs" | "insecure";
const TONES = { matches: "good", differs: "bad", insecure: "paused" } as const;

async function compute(proof: Proof): Promise<Outcome> {
  if (!window.isSecureContext) return "insecure";
  const kept = readCheckpoint(proof.checkpoint);
  if (kept === null) return "differs";
  const root = await rootFrom(fromHex(proof.entry), proof.index, kept.size, proof.hashes.map(fromHex));
  return root !== null && toBase64(root) === kept.root ? "matches" : "differs";
}

/** The entry is JSON in canonical form; what is not UTF-8 is shown as it came. */
function readable(proof: Proof): string {
  try {
    return JSON.stringify(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(fromHex(proof.entry))), null, 2);
  } catch {
    return proof.entry;
  }
}

function ProofView({ proof }: { proof: Proof }) {
  const words = useText().evidence.proof;
  const computed = useQuery({ queryKey: ["evidence", "computed", proof], queryFn: () => compute(proof) });
  return (
    <Stack>
      <Section title={words.outcome} aside={<CopyButton value={JSON.stringify(proof, null, 2)} label={words.copy} />}>
        <Facts
          facts={[
            { label: words.index, value: String(proof.index) },
            {
              label: words.outcome,
              value: computed.data === undefined ? "" : <Chip tone={TONES[computed.data]}>{words[computed.data]}</Chip>,
            },
          ]}
        />
      </Section>
      <Section title={words.entry}>
        <pre className={styles["block"]}>{readable(proof)}</pre>
      </Section>
      <Section title={words.checkpoint}>
        <pre className={styles["block"]}>{proof.checkpoint}</pre>
      </Section>
      <Section title={words.hashes}>
        <pre className={styles["block"]}>{proof.hashes.join("\n")}</pre>
      </Section>
    </Stack>
  );
}

export default function ProofPage() {
  const { index = "" } = useParams();
  const text = useText();
  const words = text.evidence.proof;
  const proof = useQuery({ ...proofQuery(Number(index)), enabled: /^\d+$/.test(index) });
  if (!/^\d+$/.test(index)) return <PageMissing />;
  return (
    <>
      <PageHead title={words.title(index)} intro={words.intro} crumbs={[{ label: text.evidence.pages.entries, to: "/evidence" }]} />
      <Ready query={proof}>{(found) => <ProofView proof={found} />}</Ready>
    </>
  );
}

import { useQuery } from "@tanstack/react-query";

import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import { Stack } from "../../kinds/page/Column";
import { Facts } from "../../kinds/page/Facts";
import { PageHead } from "../../kinds/page/PageHead";
import { Section } from "../../kinds/page/Section";
import { CopyButton } from "../../kinds/states/CopyButton";
import { Ready } from "../../kinds/states/Ready";
import styles from "../parts/evidence.module.css";
import { VerifyForm } from "../parts/VerifyForm";
import { type Head, headQuery } from "../queries";

function Present({ head }: { head: Head }) {
  const words = useText().evidence.head;
  return (
    <Section title={words.now}>
      <Facts
        facts={[
          { label: words.size, value: words.records(formatNumber(head.size)) },
          { label: words.waiting, value: words.records(formatNumber(head.unsequenced)) },
          { label: words.origin, value: <code>{head.origin}</code> },
          { label: words.root, value: <code>{head.root}</code>, wide: true },
        ]}
      />
      <pre className={styles["block"]} aria-label={words.now}>
        {head.checkpoint}
      </pre>
      <div className={styles["bar"]}>
        <CopyButton value={head.checkpoint} label={words.copy} />
        <span className={styles["hint"]}>{words.keep}</span>
      </div>
      <Facts facts={head.public_keys.map((key, at) => ({ label: `${words.keys} ${at + 1}`, value: <code>{key}</code>, wide: true }))} />
    </Section>
  );
}

export default function VerificationPage() {
  const words = useText().evidence.head;
  const head = useQuery(headQuery);
  return (
    <>
      <PageHead title={words.title} intro={words.intro} />
      <Stack>
        <Ready query={head} small>
          {(found) => <Present head={found} />}
        </Ready>
        <VerifyForm />
      </Stack>
    </>
  );
}

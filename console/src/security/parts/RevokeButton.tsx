import { App, Button } from "antd";
import { useState } from "react";

import { useText } from "../../i18n";
import { useSubmission } from "../../kinds/form/useSubmission";
import { DecisionDialog } from "../../kinds/review/DecisionDialog";
import { type Grant, revokeGrant, useAfterRevocation } from "../queries";

/** Ends a grant now, with a reason. */
export function RevokeButton({ grant }: { grant: Grant }) {
  const words = useText().security.grants;
  const { message } = App.useApp();
  const after = useAfterRevocation();
  const [open, setOpen] = useState(false);
  const submission = useSubmission((reason: string) => revokeGrant(grant.id, reason));
  const done = () => {
    void message.success(words.revokedDone);
    setOpen(false);
    after();
  };
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {words.revoke}
      </Button>
      {open ? (
        <DecisionDialog
          decision={{ key: "revoke", label: words.revoke, tone: "danger", reason: "required", content: <p>{words.revokeIntro}</p> }}
          sending={submission.sending}
          error={submission.error}
          onSend={({ reason }) => submission.submit(reason, { onSuccess: done })}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

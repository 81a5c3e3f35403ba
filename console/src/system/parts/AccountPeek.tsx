import { App, Button } from "antd";
import { useNavigate } from "react-router";

import { asProblem } from "../../api/problem";
import { useText } from "../../i18n";
import { Facts } from "../../kinds/page/Facts";
import { problemWords } from "../../kinds/states/Failure";
import { useCan, useSession } from "../../session/session";
import { type Account, useAccountState, useNewLink } from "../queries";
import { AccountState } from "./AccountState";
import { OneTimeLink } from "./OneTimeLink";
import styles from "./system.module.css";
import { roleWord } from "./words";

const MANAGE = "access.account.manage";
const ASSIGN = "access.role.assign";

function Actions({ account }: { account: Account }) {
  const text = useText();
  const words = text.system.accounts;
  const can = useCan();
  const { account_id: self } = useSession();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const link = useNewLink();
  const state = useAccountState();
  const refuse = (cause: Error) => void message.error(problemWords(asProblem(cause), text));
  const next = account.state === "active" ? "disabled" : "active";
  const switchState = () =>
    state.mutate(
      { id: account.id, state: next },
      { onSuccess: () => void message.success(next === "disabled" ? words.disabled : words.enabled), onError: refuse },
    );
  return (
    <>
      <div className={styles["actions"]}>
        {can(ASSIGN) && account.id !== self ? (
          <Button type="primary" onClick={() => void navigate(`/system/accounts/${account.id}/role?login=${account.login}`)}>
            {words.giveRole}
          </Button>
        ) : null}
        {can(MANAGE) && account.state === "active" ? (
          <Button loading={link.isPending} onClick={() => link.mutate(account.id, { onError: refuse })}>
            {words.newLink}
          </Button>
        ) : null}
        {can(MANAGE) && account.id !== self ? (
          <Button danger={next === "disabled"} loading={state.isPending} onClick={switchState}>
            {next === "disabled" ? words.disable : words.enable}
          </Button>
        ) : null}
      </div>
      {link.data === undefined ? null : <OneTimeLink token={link.data.token} login={account.login} />}
    </>
  );
}

/** An account: its roles, and what can be done with it. */
export function AccountPeek({ account }: { account: Account }) {
  const text = useText();
  const words = text.system.accounts;
  const roles = account.memberships.map((one) => words.roleAt(roleWord(one.role, text), one.organisation_name));
  return (
    <>
      <Facts
        facts={[
          { label: words.login, value: account.login },
          { label: words.state, value: <AccountState account={account} /> },
          { label: words.password, value: account.must_change_password ? words.mustChange : words.ready },
          { label: words.roles, value: roles.join(text.common.listJoin) || words.noRoles, wide: true },
          ...(account.loopback_only ? [{ label: words.name, value: words.sample, wide: true }] : []),
        ]}
      />
      <Actions key={account.id} account={account} />
    </>
  );
}

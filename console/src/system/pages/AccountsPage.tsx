import { Button } from "antd";
import { useNavigate } from "react-router";

import { useText } from "../../i18n";
import { ListPage } from "../../kinds/list/ListPage";
import { useCan } from "../../session/session";
import { AccountPeek } from "../parts/AccountPeek";
import { AccountState } from "../parts/AccountState";
import { roleWord } from "../parts/words";
import { type Account, accountRows } from "../queries";

const MANAGE = "access.account.manage";

export default function AccountsPage() {
  const text = useText();
  const words = text.system.accounts;
  const can = useCan();
  const navigate = useNavigate();
  const create = can(MANAGE) ? (
    <Button type="primary" onClick={() => void navigate("/system/accounts/new")}>
      {words.create}
    </Button>
  ) : null;
  const roles = (account: Account) =>
    [...new Set(account.memberships.map((one) => roleWord(one.role, text)))].join(text.common.listJoin) || words.noRoles;
  const places = (account: Account) =>
    [...new Set(account.memberships.map((one) => one.organisation_name))].join(text.common.listJoin) || text.common.none;
  return (
    <ListPage<Account>
      head={{ title: words.title, intro: words.intro, actions: create }}
      id="system.accounts"
      label={words.title}
      rows={accountRows}
      rowKey={(account) => account.id}
      rowName={(account) => account.login}
      nameColumn={{ title: words.login, sort: "login" }}
      columns={[
        { key: "name", title: words.name, sort: "name", show: (account) => account.name },
        { key: "state", title: words.state, show: (account) => <AccountState account={account} /> },
        { key: "organisation", title: words.organisation, show: places },
        { key: "roles", title: words.roles, show: roles },
        {
          key: "password",
          title: words.password,
          show: (account) => (account.must_change_password ? words.mustChange : words.ready),
        },
      ]}
      peek={(account) => <AccountPeek account={account} />}
      empty={{ title: words.empty, hint: words.emptyHint, action: create }}
    />
  );
}

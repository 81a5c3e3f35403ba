"""Pages of a list hold every row once, also where the rows are equal in what they are ordered by."""

import pytest

from shudao.access import facade as access
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.paging import PageQuery, UnknownSortKey


@pytest.mark.parametrize("sort", ["name", "-name"])
def test_rows_with_equal_keys_stand_on_one_page_each(database: Database, sort: str) -> None:
    logins = {f"person.{number:02}" for number in range(40)}
    with database.unit_of_work() as uow:
        for login in sorted(logins):
            access.create_account(uow, login, "王伟", None, None, by=Actor.system("test"))
        pages = [access.list_accounts(uow, PageQuery(offset, 7, sort)).items for offset in range(0, 40, 7)]
    assert sorted(account.login for page in pages for account in page) == sorted(logins)


def test_an_order_that_a_list_does_not_have_is_refused(database: Database) -> None:
    with database.unit_of_work() as uow, pytest.raises(UnknownSortKey):
        access.list_accounts(uow, PageQuery(sort="password_hash"))

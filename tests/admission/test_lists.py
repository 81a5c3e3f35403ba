"""Lists of data sets say the same as the page of each: the grades of today, and whose tables they are."""

from shudao.admission import facade as admission
from shudao.app.installation import Installation
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import Grade
from shudao.kernel.paging import PageQuery
from tests.builders.lake import DWI, ENTITY, SDI, make_asset, make_person_assets, make_register
from tests.builders.mechanism import SYSTEM, make_town


def test_a_list_shows_the_grades_of_today(installed: Installation) -> None:
    with installed.database.unit_of_work() as uow:
        make_person_assets(uow, make_register(uow))
        architecture.set_grades(uow, {f"{ENTITY}.009": Grade.G4}, by=SYSTEM)
        listed = {asset.code: asset.grade for asset in admission.list_assets(uow, PageQuery()).items}
        assert listed == {code: admission.asset(uow, code).grade for code in listed}
        assert listed[DWI] is Grade.G4


def test_the_tables_of_one_entity_can_be_listed(installed: Installation) -> None:
    with installed.database.unit_of_work() as uow:
        make_person_assets(uow, make_register(uow))
        make_asset(uow, make_town(uow), "dm_other")
        page = admission.list_assets(uow, PageQuery(), entity_code=ENTITY)
        assert {asset.code for asset in page.items} == {SDI, DWI}

"""A fresh installation: the bureau, and three administrators with one-time links; no sample data (DESIGN §12)."""

from dataclasses import dataclass

from shudao.access import facade as access
from shudao.app import migrate
from shudao.app.installation import attach, prepare_folders, records_dsn
from shudao.app.postgres import facade as postgres
from shudao.kernel.actor import Actor, Role
from shudao.kernel.errors import Conflict
from shudao.kernel.settings import Settings
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import Level, NewOrganisation, OrganisationKind
from shudao.sharing import facade as sharing
from shudao.sharing.contracts import Profile
from shudao.vault import facade as vault

__all__ = ["Initialised", "initialise"]

ADMINISTRATORS = {
    "admin.system": ("系统管理员", Role.SYSTEM_ADMIN),
    "admin.security": ("安全管理员", Role.SECURITY_ADMIN),
    "admin.audit": ("审计管理员", Role.AUDIT_ADMIN),
}
BUREAU_CODE = "BUREAU"


class AlreadyInitialised(Conflict):
    code = "app.already_initialised"
    zh = "“{data}”中已有安装。"
    en = "There is an installation in {data} already."
    next_zh = "请用 shudao up 启动它，或换一个目录。"
    next_en = "Start it with shudao up, or choose another folder."


@dataclass(frozen=True)
class Initialised:
    """The one-time links, shown this once; each sets one administrator's first password."""

    system_admin: str
    security_admin: str
    audit_admin: str
    profile: Profile


def initialise(settings: Settings, bureau_name: str, region_code: str, profile: Profile) -> Initialised:
    """Make an empty installation. Raises `AlreadyInitialised`."""
    prepare_folders(settings)
    vault.unlock(settings.keys_dir, settings.crypto_profile)
    if settings.records_dsn is not None:
        return _fill(settings, bureau_name, region_code, profile)
    with postgres.EmbeddedPostgres(settings.data_dir):
        return _fill(settings, bureau_name, region_code, profile)


def _fill(settings: Settings, bureau_name: str, region_code: str, profile: Profile) -> Initialised:
    migrate.upgrade(records_dsn(settings, "shudao_owner"))
    by = Actor.system("init")
    with attach(settings, pool_size=1) as opened, opened.database.unit_of_work() as uow:
        if access.account_by_login(uow, "admin.system") is not None:
            raise AlreadyInitialised(data=settings.data_dir)
        bureau = mechanism.create_organisation(
            uow,
            NewOrganisation(
                code=BUREAU_CODE,
                name=bureau_name,
                kind=OrganisationKind.BUREAU,
                level=Level.CITY,
                region_code=region_code,
                valid_from=uow.clock.today(),
            ),
            by=by,
        )
        mechanism.define_standard_posts(uow, by=by)
        sharing.choose_profile(uow, profile, region_code, by=by)
        links = {}
        for login, (name, role) in ADMINISTRATORS.items():
            account = access.create_account(uow, login, name, None, None, by=by)
            access.assign_role(uow, account.id, role, bureau.id, uow.clock.today(), by=by)
            links[role] = f"/enrol#{access.issue_enrolment(uow, login, by=by)}"
    return Initialised(links[Role.SYSTEM_ADMIN], links[Role.SECURITY_ADMIN], links[Role.AUDIT_ADMIN], profile)

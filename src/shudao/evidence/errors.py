"""What the evidence refuses."""

from shudao.kernel.errors import Conflict, Invalid, NotFound, TooLarge, Unavailable

__all__ = [
    "DamagedCheckpoint",
    "EntryTooLarge",
    "FolderNotEmpty",
    "MalformedKey",
    "NoCheckpoint",
    "NoSuchLeaf",
    "RecordsBehindLog",
    "SigningKeyMissing",
    "TilesDisagree",
    "Unrecordable",
]


class Unrecordable(Invalid):
    code = "evidence.unrecordable"
    zh = "审计内容的“{field}”无法记录：{reason_zh}。"
    en = "The audit detail at {field} cannot be recorded: {reason_en}."
    next_zh = "请联系运营中心，由开发人员修正调用处。"
    next_en = "Tell the operations centre; the calling code needs a correction."


class EntryTooLarge(TooLarge):
    code = "evidence.entry_too_large"
    zh = "一条审计记录有 {size} 字节，超过上限 {limit} 字节。"
    en = "An audit entry of {size} bytes is over the limit of {limit}."
    next_zh = "请分批办理，或只记录编号和数量。"
    next_en = "Do it in smaller parts, or record ids and counts only."


class FolderNotEmpty(Conflict):
    code = "evidence.folder_not_empty"
    zh = "文件夹 {folder} 不是空的，未导出。"
    en = "Folder {folder} is not empty; nothing was exported."
    next_zh = "请指定一个新的或空的文件夹。"
    next_en = "Name a new or empty folder."


class MalformedKey(Invalid):
    code = "evidence.malformed_key"
    zh = "公钥格式有误：{reason}。"
    en = "The public key is malformed: {reason}."
    next_zh = "请使用导出文件夹 keys/log.vkeys 中那样的整行公钥，并从可信渠道取得。"
    next_en = "Give a whole line as in keys/log.vkeys of an export, obtained from a trusted place."


class NoCheckpoint(NotFound):
    code = "evidence.no_checkpoint"
    zh = "存证日志还没有检查点。"
    en = "The evidence log has no checkpoint yet."
    next_zh = "请确认后台进程正在运行，稍后再试。"
    next_en = "See that the worker is running, and try again shortly."


class NoSuchLeaf(NotFound):
    code = "evidence.no_such_leaf"
    zh = "存证日志共有 {size} 条，没有第 {index} 条。"
    en = "The evidence log has {size} leaves and none at index {index}."
    next_zh = "请使用 0 到条数减一之间的序号。"
    next_en = "Use an index from 0 to the size minus one."


class DamagedCheckpoint(Conflict):
    code = "evidence.damaged_checkpoint"
    zh = "检查点文件 {file} 已损坏，或不是由本系统的密钥签名，已停止签名。"
    en = "Checkpoint file {file} is damaged or not signed by this installation's keys; signing has stopped."
    next_zh = "请恢复原文件或原密钥；确需更换密钥时，先归档 evidence 文件夹。"
    next_en = "Restore the file or the keys; to change keys on purpose, archive the evidence folder first."


class SigningKeyMissing(Unavailable):
    code = "evidence.signing_key_missing"
    zh = "存证日志已经签名，但签名密钥 {file} 不在了。"
    en = "The evidence log has been signed, and its signing key {file} is gone."
    next_zh = "请从备份恢复 keys；用新密钥签名会使已有的日志无法核验。"
    next_en = "Restore keys from the backup: with a new key the log as it stands could not be verified."


class RecordsBehindLog(Conflict):
    code = "evidence.records_behind_log"
    zh = "数据库中的审计记录（{rows} 条）少于已签名的存证日志（{size} 条），已停止签名。"
    en = "The database holds {rows} sequenced entries, fewer than the signed log's {size}; signing has stopped."
    next_zh = "数据库可能恢复到了较早的时点：请同时恢复同一备份中的 evidence 文件夹，或将其归档后新建存证日志。"
    next_en = (
        "The database may be an older restore: restore the evidence folder of the same backup, or archive it first."
    )


class TilesDisagree(Conflict):
    code = "evidence.tiles_disagree"
    zh = "由数据库重建的存证日志与已签名的检查点（{size} 条）不一致，已停止签名。"
    en = "The log rebuilt from the records differs from the signed checkpoint of {size} leaves; signing has stopped."
    next_zh = "审计记录可能被改动：请运行存证核验，并保留现场。"
    next_en = "Entries may have been altered: verify the evidence and keep everything as it is."

"""What a verification can find: stable codes with both languages, one line each."""

from shudao.evidence.contracts import Finding

__all__ = ["FINDINGS", "finding"]

FINDINGS: dict[str, tuple[str, str]] = {
    "checkpoint_missing": ("没有检查点文件。", "There is no checkpoint."),
    "checkpoint_malformed": ("检查点（{path}）格式有误：{reason}。", "Checkpoint {path} is malformed: {reason}."),
    "keys_missing": ("没有可用于验签的公钥。", "There is no public key to check signatures with."),
    "signature_wrong": ("检查点（{path}）的 {key} 签名不正确。", "The {key} signature of checkpoint {path} is wrong."),
    "signature_missing": ("检查点（{path}）缺少 {key} 签名。", "Checkpoint {path} lacks the {key} signature."),
    "origin_differs": (
        "检查点属于另一份日志（{origin}）。",
        "The checkpoint belongs to another log ({origin}).",
    ),
    "entry_changed": ("第 {index} 条的内容已被改动。", "Entry {index} was changed."),
    "entries_reordered": ("第 {index} 条的次序已被调换。", "Entry {index} was moved to another place."),
    "entries_missing": ("自第 {index} 条起内容缺失。", "Entries are missing from index {index}."),
    "bundle_malformed": ("文件 {path} 格式有误。", "File {path} is malformed."),
    "tile_changed": ("哈希文件 {path} 已被改动（第 {index} 条处）。", "Tile {path} was changed (at entry {index})."),
    "tile_missing": ("哈希文件 {path} 缺失或不完整。", "Tile {path} is missing or incomplete."),
    "root_differs": (
        "全部内容算出的根与检查点不一致：日志被重建，或检查点不属于它。",
        "The root over all entries differs from the checkpoint: the log was rebuilt, or the checkpoint is not its own.",
    ),
    "cut": (
        "日志被截短：留存的检查点有 {kept} 条，现仅有 {size} 条。",
        "The log was cut: the kept checkpoint has {kept} leaves, the present one {size}.",
    ),
    "rebuilt": (
        "日志被重写：前 {kept} 条与留存的检查点不一致。",
        "The log was rewritten: its first {kept} entries are not those of the kept checkpoint.",
    ),
    "row_changed": ("数据库中第 {index} 条与日志不一致。", "Row {index} in the database differs from the log."),
    "row_missing": ("数据库中缺少第 {index} 条。", "Row {index} is missing in the database."),
    "more": ("另有 {count} 处同类问题未列出。", "{count} more findings are not listed."),
}


def finding(code: str, *, index: int | None = None, path: str | None = None, **params: object) -> Finding:
    """A finding of a code above, as `evidence.verify.<code>`."""
    zh, en = FINDINGS[code]
    values = {"index": index, "path": path, **params}
    return Finding(f"evidence.verify.{code}", zh.format(**values), en.format(**values), index, path)

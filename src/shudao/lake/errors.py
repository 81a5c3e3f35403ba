"""What the lake refuses."""

from shudao.kernel.errors import Conflict, Invalid, NotFound, Unavailable

__all__ = [
    "BadTableId",
    "CommitContended",
    "SchemaChanged",
    "StagedFileRefused",
    "UnknownTable",
    "UnsupportedTable",
]


class BadTableId(Invalid):
    """A table's folder is named by an ASCII id; Chinese names live in the catalogue."""

    code = "lake.bad_table_id"
    zh = "数据表编号“{ident}”不符合要求：只能使用小写字母、数字、下划线和连字符，且以字母或数字开头。"
    en = "The table id {ident!r} is not allowed: use a-z, 0-9, _ and -, beginning with a letter or digit."
    next_zh = "请使用系统生成的编号；中文名称登记在目录中。"
    next_en = "Use the id the system made; Chinese names belong in the catalogue."


class UnknownTable(NotFound):
    """There is no such table in the lake, or not at that version."""

    code = "lake.unknown_table"
    zh = "数据湖中没有表 {ident}（版本 {version}）。"
    en = "The lake has no table {ident} (version {version})."
    next_zh = "请确认该数据集已经入湖，或所查版本仍在保留期内。"
    next_en = "Check that the data set has entered the lake and that the version is still kept."


class UnsupportedTable(Invalid):
    """The table uses a feature that would make a plain reading of its files wrong."""

    code = "lake.unsupported_table"
    zh = "表 {ident} 使用了不支持的特性（{feature}），直接读取会得到错误的数据，已拒绝。"
    en = "Table {ident} uses {feature}, with which reading its files plainly gives wrong rows; refused."
    next_zh = "请在写入方关闭该特性并重写此表。"
    next_en = "Switch the feature off where the table is written, and rewrite the table."


class SchemaChanged(Conflict):
    """Only a new column that may be empty can be added; everything else is a new version of the asset."""

    code = "lake.schema_changed"
    zh = "表 {ident} 的结构变化不能接受：{problem}。"
    en = "The change of table {ident}'s schema cannot be accepted: {problem}."
    next_zh = "仅允许增加可为空的列；其他变化请先登记新版本。"
    next_en = "Only a nullable column may be added; register a new version for any other change."


class StagedFileRefused(Invalid):
    """A staged file is not what was announced."""

    code = "lake.staged_file_refused"
    zh = "待提交文件 {file} 不能入湖：{problem}。"
    en = "The staged file {file} cannot be committed: {problem}."
    next_zh = "请重新生成该批次。"
    next_en = "Produce the batch again."


class CommitContended(Unavailable):
    """Others kept committing to the same table."""

    code = "lake.commit_contended"
    zh = "表 {ident} 正被频繁写入，{attempts} 次尝试均未能提交。"
    en = "Table {ident} is being written too often; {attempts} attempts to commit did not succeed."
    next_zh = "本批次未写入任何数据，请稍后重试。"
    next_en = "Nothing of this batch was written; try again later."

"""Decisions of admission over plain values: types of the lake, the balance of a batch, names of tables."""

import re

import pyarrow as pa

from shudao.admission.contracts import AssetColumn, Layer, NewAsset
from shudao.admission.errors import BatchDoesNotAddUp, MalformedAsset

_IDENT = re.compile(r"[a-z][a-z0-9_]{1,59}", re.ASCII)
# The source-aligned layer keeps the source's own column names, Chinese ones too; Delta itself refuses only these.
_REFUSED = re.compile(r"[\s,;{}()=.\x00-\x1f]+")
_SOURCE_COLUMN = re.compile(r"[^\s,;{}()=.\x00-\x1f]{1,100}")
_DECIMAL = re.compile(r"decimal\((\d{1,2}),(\d{1,2})\)", re.ASCII)
_TYPES: dict[str, pa.DataType] = {
    "text": pa.string(),
    "int": pa.int64(),
    "double": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us", tz="UTC"),
}


def arrow_type(kind: str) -> pa.DataType:
    """The Arrow type of a column's declared type. Raises `MalformedAsset` for a word that is not one."""
    if kind in _TYPES:
        return _TYPES[kind]
    match = _DECIMAL.fullmatch(kind)
    if match is None:
        raise MalformedAsset(problem=f"未知的类型 {kind}")
    return pa.decimal128(int(match[1]), int(match[2]))


def lake_column(source_name: str) -> str:
    """The name a source's column has in the source-aligned layer: its own, without what Delta refuses in names."""
    return _REFUSED.sub("_", source_name).strip("_") or "_"


def arrow_schema(columns: tuple[AssetColumn, ...]) -> pa.Schema:
    """The schema in which a batch is staged: every column nullable, as sources are."""
    return pa.schema([pa.field(column.name, arrow_type(column.type)) for column in columns])


def check_asset(asset: NewAsset) -> None:
    """Refuse what could not become a lake table."""
    names = [column.name for column in asset.columns]
    if not _IDENT.fullmatch(asset.code):
        raise MalformedAsset(problem=f"编号 {asset.code} 须为小写字母、数字和下划线")
    if not asset.code.startswith(f"{asset.layer}_"):
        raise MalformedAsset(problem=f"编号须以 {asset.layer}_ 开头")
    if not names:
        raise MalformedAsset(problem="没有字段")
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise MalformedAsset(problem=f"字段重复：{'、'.join(repeated)}")
    pattern = _SOURCE_COLUMN if asset.layer is Layer.SDI else _IDENT
    bad = [name for name in names if not pattern.fullmatch(name)]
    if bad:
        raise MalformedAsset(problem=f"字段名不合规范：{'、'.join(bad)}")
    if asset.layer.is_derived and not asset.inputs:
        raise MalformedAsset(problem="报告层和集市层须说明由哪些数据集加工而来")
    if not asset.layer.is_derived and asset.entity_code is None:
        raise MalformedAsset(problem="贴源层和整合层须对应一个逻辑实体")
    arrow_schema(asset.columns)


def check_balance(read: int, landed: int, rejected: int) -> None:
    """Every record that was read has landed or was rejected; a lost row has an address."""
    if read != landed + rejected:
        raise BatchDoesNotAddUp(read=read, landed=landed, rejected=rejected)

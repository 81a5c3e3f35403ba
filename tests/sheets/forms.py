"""A form with every kind of column, and with lines, for the tests of the Excel room."""

from shudao.sheets.contracts import CellKind, Choice, Column, SheetForm

COLOURS = (Choice("1", "红色", "red"), Choice("2", "绿色", "green"), Choice("3", "无色", "none"))
FORM = SheetForm(
    "thing",
    "物品登记表",
    "Things",
    (
        Column("code", "编码", "Code", CellKind.CODE, max_length=40),
        Column("name", "名称", "Name", required=True, max_length=100),
        Column("colour", "颜色", "Colour", CellKind.CHOICE, choices=COLOURS),
        Column("count", "数量", "Count", CellKind.INTEGER),
        Column("price", "价格", "Price", CellKind.NUMBER),
        Column("bought", "购买日期", "Bought on", CellKind.DATE),
        Column("is_used", "是否在用", "In use", CellKind.FLAG),
        Column("words", "别名", "Other names", CellKind.LIST),
        Column("part", "部件", "Part", required=True, is_line=True),
        Column("size", "尺寸", "Size", CellKind.INTEGER, is_line=True),
    ),
    keys=("code", "name"),
    notes_zh=("一件物品可有多个部件，部件逐行填写。",),
)
PLAIN = SheetForm("plain", "清单", "Plain", FORM.heads, keys=("code",))

"""Code tables of a made-up schema, in ten shapes that are seen in real ones."""

from collections.abc import Sequence

from tests.builders.schemas.truth import Maker, TrueColumn, TrueTable, text
from tests.builders.schemas.words import Noun

# What people call a set of codes, at the end of a word.
CODE_NOUNS = (
    ("类型", "type"),
    ("状态", "state"),
    ("类别", "kind"),
    ("等级", "level"),
    ("方式", "mode"),
    ("原因", "reason"),
)


class CodeTables(Maker):
    def code_table(self, at: int) -> TrueTable:
        """One of ten shapes seen in real schemas, in turn."""
        noun, rows = self._codes(at)
        shapes = (
            self._pinyin, self._sorted, self._surrogate, self._prefixed, self._unfilled,
            self._labels, self._large, self._dictionary, self._translated, self._bare,
        )  # fmt: skip
        return shapes[at % len(shapes)](noun, rows)

    def _codes(self, at: int) -> tuple[Noun, tuple[tuple[str, str], ...]]:
        known = self.words.codes
        if at % 3 == 0:
            noun, rows = known[(at // 3) % len(known)]
            return noun, rows[:60]
        matter = self.random.choice(self.words.matters).removesuffix("管理")
        ending, english = self.random.choice(CODE_NOUNS)
        values = self.random.sample(self.words.matters, self.random.randint(3, 18))
        width = self.random.choice((1, 2, 3))
        noun = Noun(matter + ending, f"{self._english()}_{english}")
        return noun, tuple((str(number).zfill(width), value) for number, value in enumerate(values, 1))

    def _english(self) -> str:
        return self.random.choice(self.words.entities).english

    def _pinyin(self, noun: Noun, rows: Sequence[tuple[str, str]]) -> TrueTable:
        columns = (text("dm", 12, "代码", nullable=False), text("mc", 100, "名称", nullable=False))
        name = self.name(f"dm_{noun.initials}")
        return TrueTable(name, f"{noun.name}代码表", columns, "code", ("dm",), rows=tuple(rows))

    def _sorted(self, noun: Noun, rows: Sequence[tuple[str, str]]) -> TrueTable:
        columns = (
            text("code", 10, "编码", nullable=False),
            text("name", 50, "名称", nullable=False),
            TrueColumn("sort", "integer", comment="排序号", default="0"),
            TrueColumn("status", "flag", comment="是否启用", default="1"),
        )
        filled = tuple((code, name, str(at), "1") for at, (code, name) in enumerate(rows))
        return TrueTable(self.name(f"dict_{noun.english}"), f"{noun.name}字典", columns, "code", ("code",), rows=filled)

    def _surrogate(self, noun: Noun, rows: Sequence[tuple[str, str]]) -> TrueTable:
        columns = (
            TrueColumn("id", "integer", nullable=False, comment="主键"),
            text("code", 20, f"{noun.name}代码", nullable=False),
            text("name", 100, f"{noun.name}名称", nullable=False),
            TrueColumn("parent_id", "integer", comment="上级"),
            TrueColumn("create_time", "time", comment="创建时间"),
            TrueColumn("update_time", "time", comment="更新时间"),
            text("remark", 200, "备注"),
        )
        day = "2024-03-01 08:00:00"
        filled = tuple((str(at), code, name, None, day, day, None) for at, (code, name) in enumerate(rows, 1))
        name = self.name(f"c_{noun.english}")
        return TrueTable(name, noun.name, columns, "code", ("id",), (("code",),), rows=filled)

    def _prefixed(self, noun: Noun, rows: Sequence[tuple[str, str]]) -> TrueTable:
        short = "".join(part[0] for part in noun.english.split("_"))
        columns = (text(f"{short}_code", 10, nullable=False), text(f"{short}_name", 50, f"{noun.name}名称"))
        return TrueTable(self.name(noun.english), noun.name, columns, "code", (f"{short}_code",), rows=tuple(rows))

    def _unfilled(self, noun: Noun, rows: Sequence[tuple[str, str]]) -> TrueTable:
        columns = (
            text("bm", 12, "编码", nullable=False),
            text("mc", 100, "名称", nullable=False),
            TrueColumn("qyrq", "date", comment="启用日期"),
            TrueColumn("tyrq", "date", comment="停用日期"),
        )
        return TrueTable(self.name(f"zd_{noun.initials}"), f"{noun.name}码表", columns, "code", ("bm",))

    def _labels(self, noun: Noun, rows: Sequence[tuple[str, str]]) -> TrueTable:
        columns = (
            TrueColumn("value", "integer", nullable=False, comment="值"),
            text("label", 50, "标签", nullable=False),
        )
        filled = tuple((str(at), name) for at, (_, name) in enumerate(rows, 1))
        return TrueTable(self.name(f"{noun.english}_enum"), noun.name, columns, "code", ("value",), rows=filled)

    def _large(self, noun: Noun, rows: Sequence[tuple[str, str]]) -> TrueTable:
        """A whole region code with some hundred rows, and a level above."""
        division = self.words.codes[1][1][:400] if self.words.codes[1][0].english == "division" else tuple(rows)
        columns = (
            text("xzqhdm", 12, "行政区划代码", nullable=False),
            text("xzqhmc", 100, "行政区划名称", nullable=False),
            text("sjdm", 12, "上级代码"),
            TrueColumn("jb", "integer", comment="级别"),
        )
        filled = tuple((code, name, f"{code[:4]}00", "3") for code, name in division)
        return TrueTable(self.name("t_xzqh"), "行政区划", columns, "code", ("xzqhdm",), rows=filled)

    def _dictionary(self, noun: Noun, rows: Sequence[tuple[str, str]]) -> TrueTable:
        """All small code tables of a system in one: kind, code and name."""
        columns = (
            text("dict_type", 50, "字典类型", nullable=False),
            text("item_code", 20, "字典项代码", nullable=False),
            text("item_name", 100, "字典项名称", nullable=False),
            TrueColumn("sort_no", "integer", comment="排序"),
        )
        kinds = self.random.sample(self.words.codes, 4)
        filled = tuple(
            (kind.english, code, name, str(at)) for kind, its in kinds for at, (code, name) in enumerate(its[:40])
        )
        name = self.name("sys_dict_item")
        return TrueTable(name, "数据字典项", columns, "code", ("dict_type", "item_code"), rows=filled)

    def _translated(self, noun: Noun, rows: Sequence[tuple[str, str]]) -> TrueTable:
        columns = (
            text("code", 8, "代码", nullable=False),
            text("name_zh", 60, "中文名称"),
            text("name_en", 60, "英文名称"),
            text("pinyin", 60, "拼音"),
        )
        filled = tuple((code, name, f"Item {code}", Noun(name, "x").initials) for code, name in rows)
        name = self.name(f"code_{noun.english}")
        return TrueTable(name, f"{noun.name}对照表", columns, "code", ("code",), rows=filled)

    def _bare(self, noun: Noun, rows: Sequence[tuple[str, str]]) -> TrueTable:
        """No comment and no telling name: only the rows say what it is."""
        columns = (text("id", 10, nullable=False), text("title", 80))
        return TrueTable(self.name(f"t_{noun.initials}"), "", columns, "code", ("id",), rows=tuple(rows))

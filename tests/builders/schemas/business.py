"""Business tables of a made-up schema: attributes, references to code tables, and what applications add."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from tests.builders.schemas.truth import Maker, TrueColumn, TrueTable
from tests.builders.schemas.words import Noun


class BusinessTables(Maker):
    def business(self, at: int, codes: Sequence[TrueTable]) -> TrueTable:
        department, entity = self.random.choice(self.words.departments), self.random.choice(self.words.entities)
        matter, is_pinyin = self.random.choice(self.words.matters), self.random.random() < 0.4
        spelled = Noun(matter, "").initials if is_pinyin else entity.english
        name = self.name(f"{department.english}_{spelled}")
        key = TrueColumn("id" if not is_pinyin else "xxid", "integer", nullable=False, comment="主键")
        nouns = self.random.sample(self.words.attributes, self.random.randint(5, 24))
        columns = [key, *(self._attribute(noun, is_pinyin) for noun in nouns)]
        refers, values = [], dict[str, list[str]]()
        for code in self.random.sample(codes, min(len(codes), self.random.randint(0, 3))):
            column, target = self._reference(code)
            columns.append(column)
            place = [its.name for its in code.columns].index(target[0])
            values[column.name] = [str(row[place]) for row in code.rows]
            if self.random.random() < 0.4 and len(code.primary_key) == 1:
                refers.append(((column.name,), code.name, target))
        columns += self._housekeeping()
        unique = {column.name: column for column in columns}
        uniques = ((nouns[0].initials if is_pinyin else nouns[0].english,),) if self.random.random() < 0.3 else ()
        comment = f"{department.name}{matter}{entity.name}" if self.random.random() < 0.92 else ""
        rows = self._business_rows(tuple(unique.values()), values, {name for key_ in uniques for name in key_})
        return TrueTable(
            name, comment, tuple(unique.values()), "business", (key.name,), uniques,
            tuple({refer[0]: refer for refer in refers}.values()), rows,
        )  # fmt: skip

    def _attribute(self, noun: Noun, is_pinyin: bool) -> TrueColumn:
        name = noun.initials if is_pinyin else noun.english
        comment = noun.name if self.random.random() < 0.95 else ""
        nullable = self.random.random() < 0.7
        if noun.name.endswith("日期"):
            return TrueColumn(name, "date", (), nullable, comment)
        if noun.name.endswith("时间"):
            return TrueColumn(name, "time", (), nullable, comment)
        if noun.name.endswith(("金额", "浓度", "面积", "租金", "资本", "基数", "收入")):
            return TrueColumn(name, "decimal", (16, 2), nullable, comment)
        if noun.name.endswith(("人数", "人口数")):
            return TrueColumn(name, "integer", (), nullable, comment)
        size = self.random.choice((18, 20, 32, 50, 100, 200))
        default = self.random.choice((None, None, None, "''", "'未知'"))
        return TrueColumn(name, "text", (size,), nullable, comment, default)

    def _reference(self, code: TrueTable) -> tuple[TrueColumn, tuple[str, ...]]:
        key = code.column_of_code
        column = replace(key, name=f"{code.name}_{key.name}"[:60], nullable=True, default=None, comment=code.comment)
        return column, (key.name,)

    def _housekeeping(self) -> Iterator[TrueColumn]:
        if self.random.random() < 0.6:
            yield TrueColumn("create_time", "time", nullable=False, comment="创建时间", default="CURRENT_TIMESTAMP")
            yield TrueColumn("update_time", "time", comment="更新时间")
        if self.random.random() < 0.3:
            yield TrueColumn("del_flag", "flag", comment="删除标志（0：存在；1：删除）", default="0")

    def _business_rows(
        self, columns: Sequence[TrueColumn], references: Mapping[str, Sequence[str]], unique: Collection[str]
    ) -> tuple[tuple[str | None, ...], ...]:
        """A dump of a test system has a few rows in some business tables as well; they keep to their keys."""
        count = self.random.randint(1, 12) if self.random.random() < 0.25 else 0
        if any(column.kind != "text" for column in columns if column.name in unique):
            count = min(count, 1)
        return tuple(
            tuple(self._value(column, at, references.get(column.name), column.name in unique) for column in columns)
            for at in range(count)
        )

    def _value(
        self, column: TrueColumn, at: int, codes: Sequence[str] | None = None, is_unique: bool = False
    ) -> str | None:
        fixed = {"date": "2024-02-29", "time": "2024-02-29 12:00:00", "decimal": "12.50", "flag": "0"}
        if codes is not None:
            return self.random.choice(codes) if codes else None
        if column.kind == "integer" or (is_unique and column.kind == "text"):
            return str(at)
        if column.kind in fixed:
            return fixed[column.kind]
        return self.random.choice([*self.words.matters, "O'Neil; 张三", "a\tb", None if column.nullable else "无"])

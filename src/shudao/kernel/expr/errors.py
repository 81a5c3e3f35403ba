"""What the vocabulary and the predicates refuse when they are written, before any row is read."""

from shudao.kernel.errors import Invalid

__all__ = ["ExpressionRefused", "PatternRefused", "PredicateMalformed"]


class ExpressionRefused(Invalid):
    """A function was given a parameter it has no meaning for."""

    code = "kernel.expression_refused"
    zh = "函数 {function} 的参数不正确：{problem}。"
    en = "The function {function} was given a wrong parameter: {problem}."
    next_zh = "请参照手册中的函数说明修改。"
    next_en = "See the function's entry in the manual."


class PatternRefused(Invalid):
    """A pattern uses something that engines read differently."""

    code = "kernel.pattern_refused"
    zh = "格式表达式“{pattern}”不能使用：{problem}。"
    en = "The pattern {pattern!r} cannot be used: {problem}."
    next_zh = "只能使用字符、字符集 […]、\\d、分组 (…) 、选择 | 和次数 {{m,n}} 等各引擎含义一致的写法。"
    next_en = "Use characters, sets […], \\d, groups (…), alternatives | and counts {{m,n}} only."


class PredicateMalformed(Invalid):
    """A row condition is not well formed, or does not fit the table."""

    code = "kernel.predicate_malformed"
    zh = "行条件有误：{problem}。"
    en = "The row condition is malformed: {problem_en}."
    next_zh = "请检查条件中的字段、比较方式和取值。"
    next_en = "Check the condition's columns, comparisons and values."

"""What can go wrong when a whole ledger is loaded."""

from shudao.kernel.errors import Invalid


class BadLedgerLine(Invalid):
    code = "architecture.bad_ledger_line"
    zh = "文件 {file} 第 {line} 行无法读取：{reason}。没有写入任何内容。"
    en = "Line {line} of {file} cannot be understood: {reason}. Nothing was written."
    next_zh = "请改正该行后重新加载。"
    next_en = "Correct the line and load again."


class NothingToLoad(Invalid):
    code = "architecture.nothing_to_load"
    zh = "目录 {folder} 中没有 nodes.jsonl、attributes.jsonl 或 catalogue.jsonl。"
    en = "There is no nodes.jsonl, attributes.jsonl or catalogue.jsonl in {folder}."
    next_zh = "请指明存放这些文件的目录。"
    next_en = "Name the folder that holds these files."

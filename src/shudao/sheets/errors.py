"""What the Excel room refuses as a whole. What is wrong with a cell is no error: it is told beside the cell."""

from shudao.kernel.errors import Conflict, Invalid, NotFound, TooLarge

__all__ = [
    "AlreadyDecided",
    "BadHeader",
    "CellTooLong",
    "ListNotRectangular",
    "NotAWorkbook",
    "NothingToImport",
    "NothingWritten",
    "OnlyExported",
    "TooManyRows",
    "UnknownFilter",
    "UnknownImport",
    "UnknownSheet",
    "WorkbookTooLarge",
]


class UnknownSheet(NotFound):
    code = "sheets.unknown_kind"
    zh = "没有名为“{kind}”的Excel表单。"
    en = "There is no Excel form named {kind}."
    next_zh = "可用的表单：{known}。"
    next_en = "Use one of these: {known}."


class UnknownImport(NotFound):
    code = "sheets.unknown_import"
    zh = "没有这次导入，或者不是您本人上传的。"
    en = "There is no such import, or it is not yours."
    next_zh = "请重新上传文件。"
    next_en = "Upload the file again."


class OnlyExported(Conflict):
    code = "sheets.only_exported"
    zh = "“{name}”只能导出，不能导入。"
    en = "{name} can be exported but not imported."
    next_zh = "请在相应页面逐项办理。"
    next_en = "Use the page of the thing itself."


class NotAWorkbook(Invalid):
    code = "sheets.not_a_workbook"
    zh = "文件不是可读取的 xlsx 工作簿。"
    en = "The file is not an xlsx workbook that can be read."
    next_zh = "请用 Excel 或 WPS 另存为 xlsx 格式（不加密）后重新上传。"
    next_en = "Save it as xlsx, without a password, and upload it again."


class WorkbookTooLarge(TooLarge):
    code = "sheets.workbook_too_large"
    zh = "工作簿超过上限（{limit}）。"
    en = "The workbook is larger than the limit ({limit})."
    next_zh = "请拆分成几个文件分次导入，并删除多余的空白区域。"
    next_en = "Split it into several files, and remove empty areas."


class TooManyRows(TooLarge):
    code = "sheets.too_many_rows"
    zh = "行数超过上限（{limit} 行）。"
    en = "There are more rows than the limit of {limit}."
    next_zh = "请拆分或缩小筛选范围后分次办理。"
    next_en = "Split it, or narrow the filter."


class BadHeader(Invalid):
    code = "sheets.bad_header"
    zh = "没有找到“{form}”的表头，或表头有误：{why_zh}。"
    en = "The header row of the form {form_en} was not found or is wrong: {why_en}."
    next_zh = "请下载模板，把数据粘贴到模板中，保留表头名称不变。"
    next_en = "Download the template and paste the data into it; keep the names of the columns."


class NothingToImport(Invalid):
    code = "sheets.nothing_to_import"
    zh = "表头下面没有数据。"
    en = "There is no data below the header."
    next_zh = "请填写数据后重新上传。"
    next_en = "Fill in the data and upload again."


class NothingWritten(Conflict):
    code = "sheets.nothing_written"
    zh = "没有可以写入的行：{wrong} 行有误，{same} 行与现有内容相同。"
    en = "No row can be written: {wrong} are wrong and {same} are the same as what exists."
    next_zh = "请按单元格提示改正后重新上传。"
    next_en = "Correct the cells named and upload again."


class AlreadyDecided(Conflict):
    code = "sheets.already_decided"
    zh = "这次导入已经写入或已放弃。"
    en = "This import was written or discarded already."
    next_zh = "如需再次导入，请重新上传文件；相同的内容不会重复写入。"
    next_en = "To import again upload the file again; what is the same is not written twice."


class UnknownFilter(Invalid):
    code = "sheets.unknown_filter"
    zh = "“{form}”不能按 {filters} 筛选导出。"
    en = "An export of {form_en} cannot be filtered by {filters}."
    next_zh = "可用的筛选项：{known}。"
    next_en = "Filter by: {known}."


class ListNotRectangular(Invalid):
    code = "sheets.list_not_rectangular"
    zh = "列表中有的行与表头的列数不一致。"
    en = "Some rows of the list have another number of cells than its header."
    next_zh = "请刷新页面后重新导出。"
    next_en = "Reload the page and export again."


class CellTooLong(Invalid):
    code = "sheets.cell_too_long"
    zh = "“{column}”有内容超过 Excel 单元格的上限（32767 字）。"
    en = "A text of {column} is longer than an Excel cell can hold (32,767 characters)."
    next_zh = "请缩小导出范围，或改用接口获取。"
    next_en = "Narrow the export, or use the API."

"""What can stand in the way of reading or delivering. No message carries a secret or a value of a row."""

from shudao.kernel.errors import Conflict, Invalid, NotFound, TooLarge, Unavailable


class UnknownConnector(NotFound):
    """No connector is registered under this kind."""

    code = "connectors.unknown_kind"
    zh = "没有名为 {kind} 的连接器。"
    en = "There is no connector of kind {kind}."
    next_zh = "可用的连接器：{known}。"
    next_en = "Connectors available: {known}."


class InvalidOptions(Invalid):
    """The source's options are not what the connector takes; `details` names each field."""

    code = "connectors.invalid_options"
    zh = "数据源配置有误：{fields}。"
    en = "The source's options are not valid: {fields}."
    next_zh = "请按提示改正数据源配置后重试。"
    next_en = "Correct the options named and try again."


class Unreachable(Unavailable):
    """The source does not answer."""

    code = "connectors.unreachable"
    zh = "无法连接数据源（{where}）。"
    en = "The source does not answer ({where})."
    next_zh = "请检查地址、端口与网络策略，确认对方服务已启动后重试。"
    next_en = "Check address, port and network rules, make sure the service is running, then try again."


class WrongCredentials(Invalid):
    """The source answers and refuses the account."""

    code = "connectors.wrong_credentials"
    zh = "数据源拒绝了所用的账号或密钥（{where}）。"
    en = "The source refused the account or key ({where})."
    next_zh = "请更新该数据源的账号、密码或密钥，并确认其有读取权限。"
    next_en = "Renew the account, password or key of this source and make sure that it may read."


class AccessDenied(Invalid):
    """The account is right but may not read or write this table."""

    code = "connectors.access_denied"
    zh = "账号没有访问 {table} 的权限。"
    en = "The account may not access {table}."
    next_zh = "请数据源管理员为该账号授予所需权限。"
    next_en = "Ask the source's administrator to grant the account what it needs."


class SourceFailed(Unavailable):
    """The source broke off in the middle; nothing of the unfinished reading counts."""

    code = "connectors.source_failed"
    zh = "数据源在读写过程中出错（{what}）。"
    en = "The source failed while reading or writing ({what})."
    next_zh = "请稍后重试；如持续出现，请联系数据源管理员，并提供括号内的代码。"
    next_en = "Try again later; if it persists, give the code in brackets to the source's administrator."


class TimedOut(Unavailable):
    """The source took longer than the time allowed."""

    code = "connectors.timed_out"
    zh = "数据源在 {seconds} 秒内没有完成。"
    en = "The source did not finish within {seconds} seconds."
    next_zh = "请避开业务高峰重试，或在数据源配置中放宽时限。"
    next_en = "Try again off-peak, or allow more time in the source's options."


class TableMissing(NotFound):
    """The table, sheet, file or resource is not there."""

    code = "connectors.table_missing"
    zh = "数据源中没有 {table}，现有：{found}。"
    en = "The source has no {table}; it has: {found}."
    next_zh = "请核对名称，或重新采集该数据源的表结构。"
    next_en = "Check the name, or harvest the source's schema again."


class ColumnMissing(Invalid):
    """Columns that were asked for are not in the table."""

    code = "connectors.column_missing"
    zh = "{table} 缺少字段：{missing}。现有字段：{found}。"
    en = "{table} lacks columns: {missing}. Found: {found}."
    next_zh = "请在源端补齐字段，或修改字段映射后重试。"
    next_en = "Add the columns at the source, or change the mapping, and try again."


class DuplicateColumns(Invalid):
    """The header names a column twice, so that no value has one address."""

    code = "connectors.duplicate_columns"
    zh = "{table} 的表头有重复字段：{duplicates}。"
    en = "The header of {table} repeats columns: {duplicates}."
    next_zh = "请在源端为重复的字段改名后重新提供。"
    next_en = "Rename the repeated columns at the source and provide the table again."


class HeaderMissing(Invalid):
    """There is no line that could be the header, or it names none of the columns expected."""

    code = "connectors.header_missing"
    zh = "{table} 没有可用的表头：{why_zh}。"
    en = "{table} has no usable header: {why_en}."
    next_zh = "请确认表头所在行；没有表头的文件请在配置中登记字段名。"
    next_en = "Check which line holds the header; for files without one, declare the column names in the options."


class MergedHeader(Invalid):
    """The header row of a sheet contains merged cells."""

    code = "connectors.merged_header"
    zh = "工作表 {table} 的表头有合并单元格：{ranges}。"
    en = "The header of sheet {table} has merged cells: {ranges}."
    next_zh = "请取消合并，让每一列有自己的名称，或把表头行改为下一行。"
    next_en = "Unmerge them so that each column has its own name, or choose the next row as header."


class WrongEncoding(Invalid):
    """The file's bytes contradict the declared encoding, or fit none of the known ones."""

    code = "connectors.wrong_encoding"
    zh = "文件编码与声明不符：声明为 {declared}，看起来是 {detected}。"
    en = "The file is not in the declared encoding {declared}; it looks like {detected}."
    next_zh = "请改正编码设置，或将编码设为自动识别。"
    next_en = "Correct the encoding in the options, or leave it to be detected."


class EmptyFile(Invalid):
    """The file has no content at all."""

    code = "connectors.empty_file"
    zh = "文件 {file} 是空的。"
    en = "The file {file} is empty."
    next_zh = "请确认导出是否成功，重新提供文件。"
    next_en = "Check whether the export succeeded and provide the file again."


class FileMissing(NotFound):
    """There is no such file."""

    code = "connectors.file_missing"
    zh = "找不到文件 {file}。"
    en = "There is no file {file}."
    next_zh = "请重新上传文件，或检查交换目录。"
    next_en = "Upload the file again, or check the drop folder."


class FileTooLarge(TooLarge):
    """The file, or what it unpacks to, is larger than the limit."""

    code = "connectors.file_too_large"
    zh = "文件 {file} 超过上限 {limit}。"
    en = "The file {file} is larger than the limit of {limit}."
    next_zh = "请拆分文件后分批提供，或由管理员调整上限。"
    next_en = "Split the file, or ask the administrator to raise the limit."


class NotExcel(Invalid):
    """The file is no Excel workbook that can be read; it says what it looks like instead."""

    code = "connectors.not_excel"
    zh = "文件 {file} 不是可读取的 Excel 工作簿（{looks_zh}）。"
    en = "The file {file} is not an Excel workbook that can be read ({looks_en})."
    next_zh = "请用 Excel 或 WPS 打开后另存为 xlsx 格式，再重新提供。"
    next_en = "Open it in Excel or WPS, save it as xlsx and provide it again."


class ForbiddenAddress(Invalid):
    """The source points, or redirects, to a host that was not registered."""

    code = "connectors.forbidden_address"
    zh = "接口指向未登记的地址（{host}），已拒绝访问。"
    en = "The interface points to an address that is not registered ({host}); it was not called."
    next_zh = "如确需访问，请先在数据源中登记该地址。"
    next_en = "If it must be reached, register the address in the source first."


class UnexpectedAnswer(Unavailable):
    """The interface answers with something other than the page of records that was agreed."""

    code = "connectors.unexpected_answer"
    zh = "接口返回的内容不符合约定：{why_zh}。"
    en = "The interface's answer is not as agreed: {why_en}."
    next_zh = "请与接口提供方核对接口文档与记录路径。"
    next_en = "Compare the interface's document and the path of the records with its provider."


class TargetDiffers(Conflict):
    """The table to deliver into has other columns than the delivery."""

    code = "connectors.target_differs"
    zh = "目标表 {table} 的字段与交付内容不一致：应为 {expected}，实为 {found}。"
    en = "The target table {table} differs from the delivery: expected {expected}, found {found}."
    next_zh = "请调整目标表结构，或改名另建目标表。"
    next_en = "Change the target table, or choose another name for it."


class UnsupportedType(Invalid):
    """A column's type has no counterpart at the target."""

    code = "connectors.unsupported_type"
    zh = "字段 {column} 的类型 {type} 无法写入目标库。"
    en = "Column {column} has type {type}, which the target cannot hold."
    next_zh = "请先将该字段转换为文本、数字或日期。"
    next_en = "Turn the column into text, a number or a date first."


class DeliveryDiffers(Unavailable):
    """What arrived is not what was sent; the delivery was rolled back."""

    code = "connectors.delivery_differs"
    zh = "交付到 {table} 的数据核对不一致（发出 {sent} 行，到达 {arrived} 行），已回滚。"
    en = "The delivery into {table} does not reconcile (sent {sent} rows, {arrived} arrived); it was rolled back."
    next_zh = "请检查目标表上的触发器与默认值，然后重试。"
    next_en = "Check triggers and defaults of the target table, then try again."

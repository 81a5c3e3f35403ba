"""What `mechanism` refuses, and why."""

from shudao.kernel.errors import Conflict, Invalid, NotFound, StaleEdit, TooLarge

__all__ = [
    "AlreadyLeft",
    "AppointmentEnded",
    "BadDates",
    "BadDirectory",
    "BadRegionCode",
    "BadUscc",
    "CodeTaken",
    "DayHasPassed",
    "DirectoryTooLarge",
    "DutiesUnhanded",
    "NeedsSecondPerson",
    "NoReasonGiven",
    "NoSuchAccountability",
    "NobodyThere",
    "OrganisationInUse",
    "PostConflict",
    "PostNotForOrganisation",
    "ReformEnded",
    "ReformObstructed",
    "ReformWithoutBasis",
    "SecondOwner",
    "StaleOrganisation",
    "StalePerson",
    "TreeCycle",
    "UnfitSuccessor",
    "UnknownAppointment",
    "UnknownAsset",
    "UnknownGroup",
    "UnknownOrganisation",
    "UnknownPerson",
    "UnknownPost",
    "UnknownReform",
]


class UnknownOrganisation(NotFound):
    code = "mechanism.unknown_organisation"
    zh = "没有编号为 {code} 的机构。"
    en = "There is no organisation {code}."
    next_zh = "请核对机构编号，或从机构树中选择。"
    next_en = "Check the code, or choose from the tree."


class UnknownPerson(NotFound):
    code = "mechanism.unknown_person"
    zh = "没有编号为 {code} 的人员。"
    en = "There is no person {code}."
    next_zh = "请核对人员编号，或先登记该人员。"
    next_en = "Check the code, or register the person first."


class UnknownPost(NotFound):
    code = "mechanism.unknown_post"
    zh = "没有编号为 {code} 的岗位。"
    en = "There is no post {code}."
    next_zh = "请从岗位表中选择。"
    next_en = "Choose from the list of posts."


class UnknownAppointment(NotFound):
    code = "mechanism.unknown_appointment"
    zh = "没有找到该任职记录。"
    en = "There is no such appointment."
    next_zh = "请刷新任职列表。"
    next_en = "Reload the list of appointments."


class UnknownAsset(NotFound):
    code = "mechanism.unknown_asset"
    zh = "没有登记需要责任人的资产 {kind}/{code}。"
    en = "No asset {kind}/{code} is registered as needing an owner."
    next_zh = "请先在数据架构中登记该资产。"
    next_en = "Register it in the architecture first."


class NoSuchAccountability(NotFound):
    code = "mechanism.no_such_accountability"
    zh = "资产 {code} 没有现任责任人。"
    en = "Asset {code} has no owner at present."
    next_zh = "请先指定责任人。"
    next_en = "Name an owner first."


class CodeTaken(Conflict):
    code = "mechanism.code_taken"
    zh = "编号 {code} 已被使用。"
    en = "The code {code} is taken."
    next_zh = "请换一个编号。"
    next_en = "Choose another code."


class TreeCycle(Invalid):
    code = "mechanism.tree_cycle"
    zh = "不能把机构“{name}”放到它自己或其下级机构之下。"
    en = "{name} cannot be placed below itself."
    next_zh = "请另选上级机构。"
    next_en = "Choose another parent."


class BadUscc(Invalid):
    code = "mechanism.bad_uscc"
    zh = "统一社会信用代码 {uscc} 不符合 GB 32100（{reason}）。"
    en = "{uscc} is not a unified social credit code by GB 32100 ({reason})."
    next_zh = "请对照证书核对后重新填写。"
    next_en = "Check it against the certificate."


class BadRegionCode(Invalid):
    code = "mechanism.bad_region_code"
    zh = "行政区划代码 {region_code} 与层级“{level}”不符：区县及以上为 6 位，乡镇为 9 位。"
    en = "Region code {region_code} does not fit level {level}: 6 digits down to counties, 9 for townships."
    next_zh = "请按 GB/T 2260 或 GB/T 10114 填写；没有国家代码的请用本地扩展码并注明。"
    next_en = "Use GB/T 2260 or GB/T 10114, or a local extension code marked as such."


class BadDates(Invalid):
    code = "mechanism.bad_dates"
    zh = "截止日期 {valid_to} 早于开始日期 {valid_from}。"
    en = "The last day {valid_to} is before the first day {valid_from}."
    next_zh = "请改正日期。"
    next_en = "Correct the dates."


class StaleOrganisation(StaleEdit):
    code = "mechanism.stale_organisation"
    zh = "机构“{name}”已被他人修改（现为第 {current} 版，您看到的是第 {seen} 版）{changes_zh}。"
    en = "{name} was changed meanwhile (now version {current}, you saw {seen}){changes_en}."


class StalePerson(StaleEdit):
    code = "mechanism.stale_person"
    zh = "人员“{name}”的资料已被他人修改（现为第 {current} 版，您看到的是第 {seen} 版）。"
    en = "{name} was changed meanwhile (now version {current}, you saw {seen})."


class OrganisationInUse(Conflict):
    code = "mechanism.organisation_in_use"
    zh = "机构“{name}”还有下级机构或在任人员，不能撤销。"
    en = "{name} still has organisations below it or people in post and cannot end."
    next_zh = "请先调整下级机构、免去任职。"
    next_en = "Move what is below it and end the appointments first."


class PostConflict(Conflict):
    code = "mechanism.post_conflict"
    zh = "岗位“{wanted}”与此人已任的“{held}”不相容，不能兼任。"
    en = "The post {wanted} is incompatible with {held}, which this person holds."
    next_zh = "请由不同的人担任这两个岗位。"
    next_en = "Give the two posts to different people."


class PostNotForOrganisation(Invalid):
    code = "mechanism.post_not_for_organisation"
    zh = "岗位“{post}”不能设在机构“{organisation}”。"
    en = "The post {post} cannot be held in {organisation}."
    next_zh = "主管部门岗位只设在数据主管部门，运行值守岗只设在运营中心或主管部门。"
    next_en = "Bureau posts belong to the data bureau; operations posts to the operations centre or the bureau."


class AppointmentEnded(Conflict):
    code = "mechanism.appointment_ended"
    zh = "该任职已于 {on} 终止。"
    en = "This appointment ended on {on}."
    next_zh = "请刷新任职列表。"
    next_en = "Reload the list of appointments."


class SecondOwner(Conflict):
    code = "mechanism.second_owner"
    zh = "{kind} {code} 已有责任人：{owner}（{organisation}）。一项数据只有一个责任人。"
    en = "{kind} {code} already has its owner, {owner} ({organisation}). Data has exactly one owner."
    next_zh = "如需更换，请办理责任移交；如有争议，请提出主张，由主管部门裁定。"
    next_en = "Hand it over instead; if it is disputed, claim it and the bureau rules."


class DutiesUnhanded(Conflict):
    code = "mechanism.duties_unhanded"
    zh = "{name} 还有 {count} 项责任没有移交，不能办理离任。"
    en = "{name} still holds {count} responsibilities and cannot leave yet."
    next_zh = "请指定接任人，或逐项移交后再办理。"
    next_en = "Name a successor, or hand each of them over first."


class AlreadyLeft(Conflict):
    code = "mechanism.already_left"
    zh = "{name} 已于 {on} 离任。"
    en = "{name} left on {on}."
    next_zh = "请选择在任人员。"
    next_en = "Choose someone in office."


class UnfitSuccessor(Invalid):
    code = "mechanism.unfit_successor"
    zh = "{name} 不能作为接任人：须是另一位在任人员。"
    en = "{name} cannot be the successor: it has to be someone else who is in office."
    next_zh = "请另选接任人。"
    next_en = "Choose another successor."


class ReformObstructed(Conflict):
    code = "mechanism.reform_obstructed"
    zh = "机构改革不能实施：有 {count} 项事务须先处理。"
    en = "The reform cannot be carried out yet: {count} things have to be settled first."
    next_zh = "请逐项处理后再办理；清单见详情。"
    next_en = "Settle each of them, then go on; the details list them."


class ReformWithoutBasis(Invalid):
    code = "mechanism.reform_without_basis"
    zh = "机构改革须注明依据，并写明涉及哪些机构、改变什么。"
    en = "A reform names its basis, the organisations it is about, and what changes."
    next_zh = "请填写机构改革文件名称或文号，并选好机构和变动内容。"
    next_en = "Enter the title or number of the reform decision, and choose the organisations and the change."


class DayHasPassed(Invalid):
    code = "mechanism.day_has_passed"
    zh = "生效日期 {on} 已过。"
    en = "The day {on} has passed."
    next_zh = "请选今天或以后的日期；更名和划转隶属可以补记，但不得早于上一次变动。"
    next_en = "Choose today or later; a new name or place may be told afterwards, but not from before the last change."


class UnknownReform(NotFound):
    code = "mechanism.unknown_reform"
    zh = "没有找到该项机构改革。"
    en = "There is no such reform."
    next_zh = "请刷新机构改革列表。"
    next_en = "Reload the list of reforms."


class BadDirectory(Invalid):
    code = "mechanism.bad_directory"
    zh = "目录文件无法读取（第 {line} 行）：{why_zh}。"
    en = "The directory file cannot be read (line {line}): {why_en}."
    next_zh = "请从目录服务导出 LDIF 内容文件（如 ldapsearch 或 slapcat 的输出）后重试。"
    next_en = "Export the content of the directory as LDIF (as ldapsearch or slapcat do) and try again."


class DirectoryTooLarge(TooLarge):
    code = "mechanism.directory_too_large"
    zh = "目录文件超过 {limit}。"
    en = "The directory file is larger than {limit}."
    next_zh = "请只导出人员条目，或按单位分成几个文件。"
    next_en = "Export only the people, or one file per organisation."


class UnknownGroup(NotFound):
    code = "mechanism.unknown_group"
    zh = "没有找到该工作组。"
    en = "There is no such group."
    next_zh = "请从工作组列表中选择。"
    next_en = "Choose from the list of groups."


class NobodyThere(Conflict):
    code = "mechanism.nobody_there"
    zh = "该单位没有人担任“{post}”。"
    en = "Nobody holds the post {post} there."
    next_zh = "请先任命，或改选有人任职的单位。"
    next_en = "Appoint somebody first, or choose an organisation in which the post is held."


class ReformEnded(Conflict):
    code = "mechanism.reform_ended"
    zh = "机构改革“{title}”已实施或已取消，或尚在等待生效日期。"
    en = "The reform {title} is done, cancelled, or still waits for its day."
    next_zh = "请刷新后查看当前状态。"
    next_en = "Reload to see where it stands."


class NoReasonGiven(Invalid):
    code = "mechanism.no_reason_given"
    zh = "请说明原因。"
    en = "A reason is needed."
    next_zh = "请填写原因，相关的人会看到。"
    next_en = "Enter the reason; those concerned will see it."


class NeedsSecondPerson(Conflict):
    code = "mechanism.needs_second_person"
    zh = "机构“{name}”的名称、隶属和存续不能直接修改，须经另一人批准。"
    en = "The name, place and end of {name} are not changed directly: a second person has to approve."
    next_zh = "请在该机构的页面办理更名、划转或撤销。"
    next_en = "Rename, move or dissolve it on its page."

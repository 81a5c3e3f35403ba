"""What the architecture refuses, and why."""

from shudao.kernel.errors import Conflict, Forbidden, Invalid, NotFound, StaleEdit

__all__ = [
    "AlreadyCertified",
    "BadArchitecture",
    "BadCatalogueEntry",
    "BadQualityPlan",
    "BadRegistration",
    "BadSource",
    "CannotCertify",
    "ChangeOpen",
    "ConfirmationUnfit",
    "DraftChanged",
    "DriftSettled",
    "EntryCodeTaken",
    "ExclusionNote",
    "FileOutsideInbox",
    "HandoverGone",
    "HarvestRunning",
    "LegalBasisRequired",
    "LoweringNeedsTwo",
    "MappingUnfit",
    "NoOwner",
    "NoSuchStep",
    "NoTableChosen",
    "NotALowering",
    "NotCertified",
    "NotFinishedParent",
    "NotPublished",
    "NotTheOwner",
    "NothingToDecide",
    "OwnWork",
    "PublishedIsFixed",
    "ReasonRequired",
    "RegulatorDecides",
    "SecretRefused",
    "StillDrafted",
    "SystemChanged",
    "SystemEnded",
    "TableRegistered",
    "UnknownChange",
    "UnknownDrift",
    "UnknownEntry",
    "UnknownHarvest",
    "UnknownLegalBasis",
    "UnknownLineage",
    "UnknownNode",
    "UnknownSource",
    "UnknownSystem",
    "UnknownTables",
]


class UnknownNode(NotFound):
    code = "architecture.unknown_node"
    zh = "目录中没有编号“{node}”，或您无权查看。"
    en = "There is no {node} in the ledger, or you may not see it."
    next_zh = "请在目录树或搜索中查找。"
    next_en = "Look it up in the tree or by search."


class UnknownSystem(NotFound):
    code = "architecture.unknown_system"
    zh = "系统清单中没有“{system}”。"
    en = "There is no application system {system}."
    next_zh = "请先登记该应用系统。"
    next_en = "Register the application system first."


class UnknownSource(NotFound):
    code = "architecture.unknown_source"
    zh = "没有数据源“{source}”，或您无权查看。"
    en = "There is no source {source}, or you may not see it."
    next_zh = "请核对编号，或先登记该数据源。"
    next_en = "Check the code, or register the source first."


class UnknownEntry(NotFound):
    code = "architecture.unknown_entry"
    zh = "资源目录中没有“{entry}”，或您无权查看。"
    en = "There is no catalogue entry {entry}, or you may not see it."
    next_zh = "请在资源目录中查找。"
    next_en = "Look it up in the resource catalogue."


class UnknownLegalBasis(Invalid):
    code = "architecture.unknown_legal_basis"
    zh = "法律依据库中没有“{basis}”。"
    en = "There is no legal basis {basis} in the register."
    next_zh = "请从法律依据库中选择；库中没有的，请主管部门先行登记。"
    next_en = "Choose one of the register; ask the data bureau to enter what is missing."


class UnknownChange(NotFound):
    code = "architecture.unknown_change"
    zh = "没有变更申请“{change}”。"
    en = "There is no change request {change}."
    next_zh = "请在变更列表中查找。"
    next_en = "Look it up in the list of changes."


class UnknownLineage(NotFound):
    code = "architecture.unknown_lineage"
    zh = "没有“{ref}”的血缘，或您无权查看。"
    en = "There is no lineage of {ref}, or you may not see it."
    next_zh = "血缘在作业运行后自动记录，请稍后再看。"
    next_en = "Lineage is recorded when jobs run; look again later."


class BadArchitecture(Invalid):
    code = "architecture.bad_definition"
    zh = "提交的架构有 {count} 处不合规定，未写入任何一项。"
    en = "{count} points of the architecture are not in order; nothing was written."
    next_zh = "请按明细逐项改正后重新提交。"
    next_en = "Correct the points listed and submit again."


class PublishedIsFixed(Conflict):
    code = "architecture.published_is_fixed"
    zh = "“{node}”已提交或已发布，不能直接改写。"
    en = "{node} has been submitted or published and cannot be rewritten."
    next_zh = "请提出变更申请，由他人审核后生效。"
    next_en = "Propose a change; it takes effect when someone else has approved it."


class StillDrafted(Conflict):
    code = "architecture.still_drafted"
    zh = "“{node}”下面还有草稿或待审核的内容，不能停用。"
    en = "Below {node} there are drafts or things in review: it cannot be retired."
    next_zh = "请先发布或删除这些草稿。"
    next_en = "Publish those drafts or throw them away first."


class NotPublished(Conflict):
    code = "architecture.not_published"
    zh = "“{node}”尚未发布，不需要变更申请。"
    en = "{node} is not published, so it needs no change request."
    next_zh = "草案请退回后直接修改。"
    next_en = "Drafts are rewritten directly."


class NotFinishedParent(Conflict):
    code = "architecture.parent_not_published"
    zh = "“{node}”的上级“{parent}”尚未发布。"
    en = "The node {parent} above {node} is not published."
    next_zh = "请先发布上级，再发布本级。"
    next_en = "Publish the upper level first."


class NothingToDecide(Conflict):
    code = "architecture.nothing_to_decide"
    zh = "“{node}”及其下级没有处于“{wanted}”状态的内容。"
    en = "Nothing of {node} and below is in the state {wanted}."
    next_zh = "请刷新后查看当前状态。"
    next_en = "Reload to see the present state."


class OwnWork(Forbidden):
    code = "architecture.own_work"
    zh = "“{node}”由您本人起草或提交，须由他人审核。"
    en = "You drafted or submitted {node}; someone else has to decide."
    next_zh = "请由另一位有审核权限的同事办理。"
    next_en = "Ask a colleague who may review."


class NoOwner(Conflict):
    code = "architecture.no_owner"
    zh = "“{node}”及其上级都没有明确数据Owner。"
    en = "Neither {node} nor anything above it has a data owner."
    next_zh = "请先在“组织与职责”中指定责任人。"
    next_en = "Name the accountable person under organisations and duties first."


class NotTheOwner(Forbidden):
    code = "architecture.not_the_owner"
    zh = "“{node}”的数据Owner是{owner}，他人不能代为确认。"
    en = "The data owner of {node} is {owner}; nobody accepts for them."
    next_zh = "请由{owner}本人登录后确认。"
    next_en = "Ask {owner} to sign in and accept."


class ReasonRequired(Invalid):
    code = "architecture.reason_required"
    zh = "必须写明理由。"
    en = "A reason is required."
    next_zh = "请填写理由后重新提交。"
    next_en = "Give the reason and submit again."


class LoweringNeedsTwo(Conflict):
    code = "architecture.lowering_needs_two"
    zh = "“{node}”现为 {before}，不能直接改为更低的 {after}。"
    en = "{node} is graded {before}; it cannot simply become {after}, which is lower."
    next_zh = "降级须由数据Owner提出、安全管理员会签，请走降级流程。"
    next_en = "The data owner proposes a lowering and the security administrator countersigns it."


class NotALowering(Invalid):
    code = "architecture.not_a_lowering"
    zh = "“{node}”现为 {before}，改为 {after} 不是降级。"
    en = "{node} is graded {before}; {after} is not lower."
    next_zh = "提高级别请直接定级。"
    next_en = "Raise a grade by grading it."


class RegulatorDecides(Conflict):
    code = "architecture.regulator_decides"
    zh = "“{node}”为{before}数据，级别以主管监管部门的目录为准，不能自行降低。"
    en = "{node} is {before} data; its grade follows the regulator's list."
    next_zh = "请先申报，凭监管部门的通知文号再提出降级。"
    next_en = "Declare it first, and propose again with the number of the regulator's notice."


class ChangeOpen(Conflict):
    code = "architecture.change_open"
    zh = "“{node}”已有一项待审核的变更。"
    en = "A change of {node} is already waiting for a decision."
    next_zh = "请先办结该变更。"
    next_en = "Decide that change first."


class AlreadyCertified(Conflict):
    code = "architecture.already_certified"
    zh = "“{entity}”已认证数据源“{system}”，一数只能一源。"
    en = "{entity} already has the certified source {system}; one datum has one source."
    next_zh = "如需更换，请先注销现有认证并写明理由。"
    next_en = "To change it, invalidate the present certification with its reason first."


class CannotCertify(Invalid):
    code = "architecture.cannot_certify"
    zh = "数据源认证有 {count} 项未通过。"
    en = "{count} tests of the source certification do not hold."
    next_zh = "四项检验须全部满足并附依据，请逐项补正。"
    next_en = "All four tests must hold with their evidence; complete them."


class NotCertified(Conflict):
    code = "architecture.not_certified"
    zh = "“{entity}”没有有效的数据源认证。"
    en = "{entity} has no valid source certification."
    next_zh = "请先完成数据源认证。"
    next_en = "Certify its source first."


class SystemEnded(Conflict):
    code = "architecture.system_ended"
    zh = "应用系统“{system}”已{state}，不能再作为数据源。"
    en = "The application system {system} is {state_en} and cannot be a source any more."
    next_zh = "请认证承接其数据的系统。"
    next_en = "Certify the system that took over its data."


class BadSource(Invalid):
    code = "architecture.bad_source"
    zh = "数据源“{source}”的连接设置含有口令类字段（{field}）。"
    en = "The settings of the source {source} hold a secret ({field})."
    next_zh = "请把口令存入密钥库，只在设置中引用其编号。"
    next_en = "Keep the secret in the vault and refer to it by its id."


class BadRegistration(Invalid):
    code = "architecture.bad_registration"
    zh = "元数据注册有 {count} 处对不上。"
    en = "{count} points of the metadata registration do not fit."
    next_zh = "请按明细核对实体属性与库表字段。"
    next_en = "Check attributes against columns by the details."


class BadQualityPlan(Invalid):
    code = "architecture.bad_quality_plan"
    zh = "数据质量方案不完整：{reason}。"
    en = "The quality plan is not complete ({reason})."
    next_zh = "请至少选择一类规则，给出周期和 0 至 1 之间的容忍度。"
    next_en = "Choose at least one kind of rule, a cycle, and a tolerance between 0 and 1."


class BadCatalogueEntry(Invalid):
    code = "architecture.bad_catalogue_entry"
    zh = "目录条目有 {count} 处不合编制指南。"
    en = "{count} points of the catalogue entry do not follow the compilation guide."
    next_zh = "请按明细逐项改正后重新提交。"
    next_en = "Correct the points listed and submit again."


class LegalBasisRequired(Invalid):
    code = "architecture.legal_basis_required"
    zh = "“不予共享”必须引用法律、行政法规或国务院决定作为依据。"
    en = "Not sharing needs a law, an administrative regulation or a State Council decision as its basis."
    next_zh = "请从法律依据库中选择；没有依据的，请改为有条件共享并写明条件。"
    next_en = "Choose a legal basis, or share it conditionally and state the conditions."


class SecretRefused(Invalid):
    code = "architecture.secret_refused"
    zh = "涉密信息和工作秘密不得进入本平台。"
    en = "State secrets and work secrets may not enter this platform."
    next_zh = "请按保密规定另行管理，并联系本单位保密机构。"
    next_en = "Handle it under the secrecy rules and ask your secrecy office."


class EntryCodeTaken(Conflict):
    code = "architecture.entry_code_taken"
    zh = "信息资源代码“{entry}”已被使用。"
    en = "The resource code {entry} is taken."
    next_zh = "请留空代码由系统赋码，或核对沿用的旧代码。"
    next_en = "Leave the code empty to be given one, or check the code you keep."


class NoSuchStep(Conflict):
    code = "architecture.no_such_step"
    zh = "目录条目“{entry}”处于“{state}”，不能{step}。"
    en = "The catalogue entry {entry} is {state}; this step cannot be taken now ({step})."
    next_zh = "请刷新后按当前状态办理。"
    next_en = "Reload and act on the present state."


class NoTableChosen(Invalid):
    code = "architecture.no_table_chosen"
    zh = "没有选择任何表。"
    en = "No table is chosen."
    next_zh = "请至少选择一张表。"
    next_en = "Choose at least one table."


class UnknownTables(NotFound):
    code = "architecture.unknown_tables"
    zh = "有 {count} 张表未登记在该数据源：{names}。"
    en = "{count} tables are not registered of this source: {names}."
    next_zh = "请先采集该数据源的表结构，再核对表名。"
    next_en = "Harvest the source first, then check the names."


class TableRegistered(Conflict):
    code = "architecture.table_registered"
    zh = "有 {count} 张表已登记为逻辑实体，不能排除或退回：{names}。"
    en = "{count} tables are registered for an entity and can be neither excluded nor released: {names}."
    next_zh = "请先解除该实体的元数据登记。"
    next_en = "End the metadata registration of the entity first."


class ExclusionNote(Invalid):
    code = "architecture.exclusion_note"
    zh = "排除原因为“其他”时须说明。"
    en = "Excluding for another reason needs a note."
    next_zh = "请写明该表为什么不需要编目，或从列表中选择原因。"
    next_en = "Say why the table needs no catalogue entry, or choose a reason of the list."


class SystemChanged(StaleEdit):
    code = "architecture.system_stale_edit"
    zh = "“{system}”已被他人修改（现为第 {current} 版，您看到的是第 {seen} 版）。"
    en = "{system} was changed by someone else (version {current} now, you saw {seen})."
    next_zh = "请重新载入，核对差异后再保存。"
    next_en = "Reload, look at the difference, then save again."


class FileOutsideInbox(Forbidden):
    code = "architecture.file_outside_inbox"
    zh = "文件“{file}”不在本单位的收件目录中，不能作为来源。"
    en = "The file {file} is not in the organisation's inbox and cannot be a source."
    next_zh = "请把文件放到收件目录 {folder}，再在数据源中登记。"
    next_en = "Put it into the inbox {folder}, and register it in the source."


class HandoverGone(NotFound):
    code = "architecture.handover_gone"
    zh = "该链接无效：可能已使用、已过期、已撤回，或尝试次数过多。"
    en = "This link does not work: it was used, withdrawn, has expired, or was tried too often."
    next_zh = "请联系发给您链接的人重新生成。"
    next_en = "Ask whoever gave it to you for a new one."


class HarvestRunning(Conflict):
    code = "architecture.harvest_running"
    zh = "数据源“{source}”正在采集。"
    en = "The source {source} is being harvested."
    next_zh = "请等待本次采集完成。"
    next_en = "Wait for this harvest to end."


class UnknownHarvest(NotFound):
    code = "architecture.unknown_harvest"
    zh = "没有这次采集，或您无权查看。"
    en = "There is no such harvest, or you may not see it."
    next_zh = "请从数据源页面打开。"
    next_en = "Open it from the page of its source."


class UnknownDrift(NotFound):
    code = "architecture.unknown_drift"
    zh = "没有这条结构变化，或您无权查看。"
    en = "There is no such change of a source, or you may not see it."
    next_zh = "请从待办或结构变化列表打开。"
    next_en = "Open it from your inbox or the list of changes."


class DriftSettled(Conflict):
    code = "architecture.drift_settled"
    zh = "这条结构变化已有人处理。"
    en = "Somebody has settled this change already."
    next_zh = "请重新载入查看处理结果。"
    next_en = "Reload to see what was decided."


class MappingUnfit(Invalid):
    code = "architecture.mapping_unfit"
    zh = "映射不完整：{names}。"
    en = "The mapping is not complete: {names}."
    next_zh = "请为每个变化的字段选择现有字段，或确认该字段不再有来源。"
    next_en = "Choose a present column for each one that changed, or say that it has none any more."


class ConfirmationUnfit(Invalid):
    code = "architecture.confirmation_unfit"
    zh = "有 {count} 处内容无法确认。"
    en = "{count} details cannot be confirmed."
    next_zh = "请按明细修改，已填写的内容不会丢失。"
    next_en = "Mend what is listed; nothing you typed is lost."


class DraftChanged(StaleEdit):
    code = "architecture.draft_stale_edit"
    zh = "该表的草稿已在另一窗口保存（现为第 {current} 版）。"
    en = "This draft was saved in another window (version {current} now)."
    next_zh = "请重新载入后继续。"
    next_en = "Reload, then go on."

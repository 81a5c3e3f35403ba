"""What `admission` refuses, and why."""

from shudao.kernel.errors import Conflict, Invalid, NotFound

__all__ = [
    "AssetExists",
    "BatchDoesNotAddUp",
    "GateRefused",
    "MalformedAsset",
    "NoCertificate",
    "NothingToRelease",
    "ReleaseWithheld",
    "StreamOvertaken",
    "UnknownAsset",
    "UnknownRelease",
]


class UnknownAsset(NotFound):
    code = "admission.unknown_asset"
    zh = "没有编号为“{asset}”的数据集。"
    en = "There is no data set {asset}."
    next_zh = "请在“入湖与数据湖”中核对编号。"
    next_en = "Look the code up among the lake's tables."


class AssetExists(Conflict):
    code = "admission.asset_exists"
    zh = "数据集“{asset}”已经登记。"
    en = "The data set {asset} is registered already."
    next_zh = "如需变更字段，请提交变更；如是另一个数据集，请换编号。"
    next_en = "Change the registered one, or choose another code."


class MalformedAsset(Invalid):
    code = "admission.malformed_asset"
    zh = "数据集登记有误：{problem}。"
    en = "The data set cannot be registered: {problem}."
    next_zh = "请改正后重新登记。"
    next_en = "Correct it and register again."


class GateRefused(Conflict):
    """`details` holds one entry per missing standard: what is missing, whom it asks, and where."""

    code = "admission.gate_refused"
    zh = "“{title}”未满足入湖六项标准中的 {count} 项：{standards}。"
    en = "“{title}” lacks {count} of the six entry standards: {standards}."
    next_zh = "请按清单逐项补充，由所列责任人在所列位置办理，然后重新申请入湖。"
    next_en = "Complete each item with the person and at the place named, then ask again."


class NoCertificate(Conflict):
    code = "admission.no_certificate"
    zh = "数据集“{asset}”尚未通过入湖检查，或入湖许可已被撤销，不能写入。"
    en = "The data set {asset} has not been admitted, or its certificate was revoked; it cannot be written."
    next_zh = "请先通过入湖检查。"
    next_en = "Let it pass the gate first."


class BatchDoesNotAddUp(Conflict):
    code = "admission.batch_does_not_add_up"
    zh = "批次对不上账：读取 {read} 条，入湖 {landed} 条，剔除 {rejected} 条。"
    en = "The batch does not add up: {read} read, {landed} landed, {rejected} rejected."
    next_zh = "本批未写入任何数据。请检查接入任务后重跑。"
    next_en = "Nothing of it was written. Check the job and run it again."


class StreamOvertaken(Conflict):
    code = "admission.stream_overtaken"
    zh = "数据集“{asset}”的写入流“{stream}”已被另一批次抢先。"
    en = "Another batch of the stream {stream} was committed to {asset} first."
    next_zh = "本批未写入任何数据，请重新运行。"
    next_en = "Nothing of this batch was written; run it again."


class ReleaseWithheld(Conflict):
    code = "admission.release_withheld"
    zh = "“{asset}”的新版本被质量规则拦截：{reason}。"
    en = "The new version of {asset} is withheld by a quality rule: {reason}."
    next_zh = "请在源头整改并重新入湖，或由数据Owner说明理由后放行。"
    next_en = "Mend it at the source and load again, or let the owner lift the hold with a reason."


class NothingToRelease(Conflict):
    code = "admission.nothing_to_release"
    zh = "数据集“{asset}”还没有可发布的数据版本。"
    en = "The data set {asset} has no version that could be released."
    next_zh = "请先入湖。"
    next_en = "Load it first."


class UnknownRelease(NotFound):
    code = "admission.unknown_release"
    zh = "没有编号为“{release}”的发布。"
    en = "There is no release {release}."
    next_zh = "请在发布列表中核对编号。"
    next_en = "Look it up in the list of releases."

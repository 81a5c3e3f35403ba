"""The vocabulary of the generated ledger: licensed words, ranked, drawn by Zipf's law.

Names of divisions (benchmarks/data/README.md), the sample city's data elements and code tables, words of government
business written here, and compounds of them: at least 50,000 distinct words. The same seed gives the same words.
"""

import bisect
import csv
import gzip
import random
from functools import cache
from itertools import accumulate
from pathlib import Path

import yaml

DATA = Path(__file__).parent / "data"
CITY = Path(__file__).parents[1] / "samples" / "city"
WANTED = 60_000

SUFFIXES = tuple(
    "名称 编号 日期 代码 金额 状态 时间 类型 地址 标志 数量 说明 机构 人员 单位 结果 类别 等级 依据 期限 原因 内容 方式 比例 "
    "序号 级别 联系人 有效期 面积 意见 次数 来源 范围 用途 年度 对象 条件 标准 费用 总额 余额 年限 性质 频率 主体 环节 规模 批次 "
    "用户 版本 备案号 许可号 合同号 凭证号 档案号 账户 图斑 坐标 阶段 进度".split()
)
BUSINESS = tuple(
    "登记 许可 处罚 救助 监测 检查 申请 审批 备案 缴费 参保 就业 培训 招聘 学籍 招生 考试 医疗 诊疗 疫苗 药品 器械 食品 餐饮 "
    "卫生 环境 水质 噪声 土壤 排污 固废 危废 森林 草原 湿地 河道 水库 供水 排水 燃气 供热 道路 桥梁 隧道 公交 地铁 出租 货运 客运 港口 "
    "航道 车辆 船舶 驾驶 保险 税收 财政 预算 决算 采购 招标 投标 合同 工程 施工 监理 验收 消防 安全 应急 灾害 气象 地震 地质 矿产 "
    "测绘 规划 用地 土地 房屋 租赁 物业 拆迁 补偿 农业 种植 养殖 农机 种子 化肥 渔业 林业 畜牧 屠宰 粮食 仓储 物流 快递 邮政 电信 网络 "
    "文化 旅游 体育 文物 图书 广播 电影 出版 宗教 民政 养老 托育 慈善 社团 殡葬 婚姻 收养 残疾 优抚 退役 双拥 人才 职称 工资 工伤 失业 "
    "仲裁 调解 信访 投诉 举报 执法 案件 诉讼 公证 律师 司法 矫正 戒毒 户籍 出入境 治安 交通 科技 专利 商标 项目 资金 补贴 贷款 担保 "
    "股权 债券 统计 普查 调查 价格 计量 质检 认证 认可 进口 出口 海关 外资 外贸 会展 园区 企业 个体 合作社 集体 资产 设备 能源 电力 "
    "煤炭 石油 节能 碳排放 光伏 充电 停车 绿化 环卫 垃圾 路灯 广告 市容 城管 网格 社区 村务 选举 档案 保密 密码 机关 事业".split()
)


def _city_words() -> list[str]:
    """Names and synonyms of data elements, and the names of codes of small tables."""
    elements = yaml.load((CITY / "data_elements.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)["data_elements"]
    found = [word for e in elements for word in (e["name"], *e.get("synonyms", ()))]
    for file in sorted((CITY / "code_tables").glob("*.csv")):
        if file.stem in ("holidays", "division"):
            continue
        with file.open(encoding="utf-8", newline="") as opened:
            found += [line["name"] for line in csv.DictReader(opened)]
    return [word for word in found if not word.isascii()]


@cache
def vocabulary() -> tuple[str, ...]:
    """At least 50,000 distinct words, the most frequent first."""
    divisions = gzip.decompress((DATA / "division_names.txt.gz").read_bytes()).decode().split("\n")
    compounds = [f"{first}{second}" for first in BUSINESS for second in (*BUSINESS, *SUFFIXES) if first != second]
    dice = random.Random(20261124)  # noqa: S311 -- made-up data, the same every time
    dice.shuffle(divisions)
    dice.shuffle(compounds)
    common = list(dict.fromkeys([*BUSINESS, *_city_words()]))
    tail = [word for pair in zip(divisions, compounds, strict=False) for word in pair]
    return tuple(dict.fromkeys([*common, *tail, *divisions, *compounds]))[:WANTED]


class Zipf:
    """Draws of words whose frequency is one over their rank."""

    def __init__(self, words: tuple[str, ...], seed: int) -> None:
        self._words = words
        self._sums = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
        self._dice = random.Random(seed)  # noqa: S311 -- made-up data, the same every time

    def draw(self) -> str:
        return self._words[bisect.bisect_left(self._sums, self._dice.random() * self._sums[-1])]

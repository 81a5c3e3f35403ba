"""The charter and the fourteen norms as they ship, after section 4.3 of the white paper."""

from datetime import date

from shudao.policy.contracts import NewNorm, PolicyKind
from shudao.policy.contracts_norms import Principle

__all__ = ["CHARTER", "shipped_norms"]

CHARTER = "GF-00"
_A, _G, _S = PolicyKind.ARCHITECTURE, PolicyKind.GOVERNANCE, PolicyKind.SHARING

# Code, title, policy, what it is for, what it asks. The sentences are the white paper's, shortened.
_NORMS: tuple[tuple[str, str, PolicyKind, str, str], ...] = (
    (
        "GF-01",
        "数据架构管理规范",
        _A,
        "统一政务数据的定义，明确数据架构的管理要求、责任分工、编码规范和管理流程，形成统一规范、统一编码、统一架构的“一本账”管理。",
        "关键数据应被识别、分类、定义及标准化；数据的定义在全域范围内应唯一；数据资产目录须反映各部门履职的业务过程，"
        "遵循统一的分类和编目规范；应用系统数据库的设计和开发要遵循数据架构。",
    ),
    (
        "GF-02",
        "业务对象管理规范",
        _A,
        "明确业务对象的定义、识别原则和管理方法，明确各业务对象的责任主体。",
        "业务对象是政府日常运行和履职过程中不可缺少的重要人、事、物等实体；有唯一身份标识信息；相对独立并有属性描述；可实例化。",
    ),
    (
        "GF-03",
        "数据标准管理规范",
        _A,
        "规定数据标准设计的职责分工、设计原则、设计规范以及管理流程。",
        "数据标准定义政府业务层面需共同遵守的属性层数据含义和业务规则；一旦确定下来，就应作为政务数据的标准在政府内被共同遵守。",
    ),
    (
        "GF-04",
        "数据指标管理规范",
        _A,
        "明确指标、复合指标、衍生指标、原子指标的定义、梳理规范、拆解规范与编码规范，实现数据指标的系统化管理。",
        "指标由指标名称和指标数值组成；技术指标分为原子指标、衍生指标和复合指标。",
    ),
    (
        "GF-05",
        "数据源认证规范",
        _A,
        "明确数据源的定义，数据源认证的职责分工、管理流程，为实现一数一源打下坚实基础。",
        "所有关键数据必须认证数据源；关键数据仅能在数据源录入、修改，全流程共享，其他调用系统不能修改；"
        "下游发现的质量问题在数据源修正；对不符合数据质量标准的数据源，必须限期整改。",
    ),
    (
        "GF-06",
        "数据湖分层技术规范",
        _G,
        "明确数据入湖之后的统一组织方式，更清晰地展示数据治理的过程。",
        "数据湖分为贴源层、整合层、报告层和集市层。",
    ),
    (
        "GF-07",
        "数据入湖技术规范",
        _G,
        "明确满足入湖的6项标准。",
        "入湖须明确数据Owner、符合数据标准、定义安全级别、明确数据源、评估数据质量、注册元数据。",
    ),
    (
        "GF-08",
        "数据质量技术规范",
        _G,
        "以提升政务数据质量为核心目标，确保数据真实可靠。",
        "明确数据在创建、维护、应用过程中的规则及质量要求。",
    ),
    (
        "GF-09",
        "数据开发技术规范",
        _G,
        "规范数据治理过程中的数据开发工作，统一政务各行业对数据治理的开发规范。",
        "数据开发应遵循统一的库表组织形式、脚本组织形式。",
    ),
    (
        "GF-10",
        "数据服务技术规范",
        _G,
        "明确数据服务的管理原则、管理流程，形成统一的数据服务体系。",
        "数据服务开发遵守统一的命名方式、接口格式、开发流程和形式。",
    ),
    (
        "GF-11",
        "数据安全管理规范",
        _S,
        "明确政务数据各阶段的数据安全管理技术、措施和流程，形成完善的数据安全体系。",
        "保障数据在采集、传输、存储、处理、交换和销毁全生命周期过程中的使用安全。",
    ),
    (
        "GF-12",
        "数据分类管理规范",
        _S,
        "明确政务数据的分类形式、分类原则以及管理流程，提升整体数据共享开放的效率。",
        "所有政务数据应该参照数据分类管理规范进行分类，根据不同的分类提供相应的管理措施。",
    ),
    (
        "GF-13",
        "数据分级管理规范",
        _S,
        "明确政务数据的安全分级、分级原则以及管理流程，保障数据在共享开放过程中的安全性。",
        "所有政务数据应该参照数据分级管理规范进行安全分级，根据不同的安全级别进行相应的共享开放限制。",
    ),
    (
        "GF-14",
        "数据共享开放管理规范",
        _S,
        "明确政务数据共享、开放的原则以及管理流程，规定各方在数据共享、开放过程中的责任和工作。",
        "各政府部门之间的数据共享流程畅通，政务数据对社会公众、企业开放安全可靠。",
    ),
)


def shipped_norms(organisation_id: str, effective_on: date) -> tuple[NewNorm, ...]:
    """The charter, whose text is its principles, and the fourteen norms; without clauses, as the first version."""
    principles = "\n".join(f"{principle.value} {principle.zh}" for principle in Principle)
    charter = NewNorm(
        CHARTER,
        "政务数据管理总纲",
        PolicyKind.CHARTER,
        effective_on,
        organisation_id,
        "促进政务数据有效管理、质量提升、安全开放，实现数据管理标准规范一体化；各项规范和条款都依据本总纲。",
        text=principles,
    )
    norms = (
        NewNorm(code, title, kind, effective_on, organisation_id, summary, text=text)
        for code, title, kind, summary, text in _NORMS
    )
    return (charter, *norms)

"""The classes of the catalogue that are given: 类 and 项 of the guide, sections of GB/T 4754, formats (STANDARDS §1).

目 and 细目 are assigned by the catalogue's authority and kept in the register.
"""

from typing import Final

from shudao.architecture.contracts_catalogue import CatalogueLevel, FormatCategory, ServiceObject, ShareType

__all__ = ["CATEGORIES", "FORMATS", "FORMAT_TYPES", "INDUSTRIES", "LEVELS", "SERVICES", "SHARES"]

Words = tuple[str, str]

# 项 are numbered in the order the guide lists them.
CATEGORIES: Final[dict[str, Words]] = {
    "1": ("基础信息资源", "Basic resources"),
    "101": ("人口信息", "Population"),
    "102": ("法人单位信息", "Legal entities"),
    "103": ("自然资源和空间地理信息", "Natural resources and geography"),
    "104": ("社会信用信息", "Social credit"),
    "105": ("电子证照信息", "Electronic licences"),
    "2": ("主题信息资源", "Subject resources"),
    "201": ("公共服务", "Public services"),
    "202": ("健康保障", "Health"),
    "203": ("社会保障", "Social security"),
    "204": ("食品药品安全", "Food and drug safety"),
    "205": ("安全生产", "Work safety"),
    "206": ("价格监管", "Price supervision"),
    "207": ("能源安全", "Energy security"),
    "208": ("信用体系", "Credit system"),
    "209": ("城乡建设", "Urban and rural construction"),
    "210": ("社区治理", "Community governance"),
    "211": ("生态环保", "Environment"),
    "212": ("应急维稳", "Emergencies and stability"),
    "3": ("部门信息资源", "Departmental resources"),
    "301": ("党中央", "Party centre"),
    "302": ("全国人大", "People's congress"),
    "303": ("国务院", "State Council"),
    "304": ("全国政协", "CPPCC"),
    "305": ("法院和检察院", "Courts and procuratorates"),
    "306": ("省及以下各级政务部门", "Departments of provinces and below"),
    "307": ("计划单列市", "Cities with independent planning status"),
}
INDUSTRIES: Final[dict[str, Words]] = {
    "A": ("农、林、牧、渔业", "Agriculture, forestry, husbandry and fishery"),
    "B": ("采矿业", "Mining"),
    "C": ("制造业", "Manufacturing"),
    "D": ("电力、热力、燃气及水生产和供应业", "Electricity, heat, gas and water"),
    "E": ("建筑业", "Construction"),
    "F": ("批发和零售业", "Wholesale and retail"),
    "G": ("交通运输、仓储和邮政业", "Transport, storage and post"),
    "H": ("住宿和餐饮业", "Accommodation and catering"),
    "I": ("信息传输、软件和信息技术服务业", "Information technology"),
    "J": ("金融业", "Finance"),
    "K": ("房地产业", "Real estate"),
    "L": ("租赁和商务服务业", "Leasing and business services"),
    "M": ("科学研究和技术服务业", "Research and technical services"),
    "N": ("水利、环境和公共设施管理业", "Water, environment and public facilities"),
    "O": ("居民服务、修理和其他服务业", "Resident services"),
    "P": ("教育", "Education"),
    "Q": ("卫生和社会工作", "Health and social work"),
    "R": ("文化、体育和娱乐业", "Culture, sports and entertainment"),
    "S": ("公共管理、社会保障和社会组织", "Public administration and social security"),
    "T": ("国际组织", "International organisations"),
}
SERVICES: Final[dict[ServiceObject, Words]] = {
    ServiceObject.PERSON: ("自然人", "Persons"),
    ServiceObject.ENTERPRISE: ("法人和其他组织", "Enterprises and organisations"),
    ServiceObject.GOVERNMENT: ("政务部门", "Government departments"),
    ServiceObject.PUBLIC: ("社会公众", "The public"),
}
SHARES: Final[dict[ShareType, Words]] = {
    ShareType.UNCONDITIONAL: ("无条件共享", "Shared unconditionally"),
    ShareType.CONDITIONAL: ("有条件共享", "Shared on conditions"),
    ShareType.NOT_SHARED: ("不予共享", "Not shared"),
}
LEVELS: Final[dict[CatalogueLevel, Words]] = {
    CatalogueLevel.NATIONAL: ("国家目录", "National catalogue"),
    CatalogueLevel.PROVINCE: ("省级目录", "Provincial catalogue"),
    CatalogueLevel.CITY: ("市级目录", "City catalogue"),
    CatalogueLevel.DEPARTMENT: ("部门目录", "Departmental catalogue"),
}
FORMATS: Final[dict[FormatCategory, Words]] = {
    FormatCategory.FILE: ("电子文件", "Document"),
    FormatCategory.SPREADSHEET: ("电子表格", "Spreadsheet"),
    FormatCategory.DATABASE: ("数据库", "Database"),
    FormatCategory.GRAPHICS: ("图形图像", "Graphics"),
    FormatCategory.STREAM: ("流媒体", "Streaming media"),
    FormatCategory.SELF_DESCRIBING: ("自描述格式", "Self-describing"),
    FormatCategory.INTERFACE: ("服务接口", "Service interface"),
}
# Types that are certain to belong somewhere, in lower case; others are taken as they are written.
_TYPES: Final[dict[FormatCategory, str]] = {
    FormatCategory.FILE: "ofd wps xml txt doc docx html pdf ppt pptx",
    FormatCategory.SPREADSHEET: "et xls xlsx csv",
    FormatCategory.DATABASE: "dm kingbase kingbasees oracle mysql mariadb sqlserver db2 postgresql gaussdb opengauss "
    "oceanbase tidb",
    FormatCategory.GRAPHICS: "jpg jpeg gif bmp png tif tiff shp dwg",
    FormatCategory.STREAM: "swf rm mpg mp4 avi",
    FormatCategory.SELF_DESCRIBING: "xml json rdf",
    FormatCategory.INTERFACE: "rest soap webservice http",
}
FORMAT_TYPES: Final = {category: frozenset(types.split()) for category, types in _TYPES.items()}

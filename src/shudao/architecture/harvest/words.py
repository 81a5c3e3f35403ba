"""What people in departments call things: abbreviations, English words and pinyin initials with their Chinese names.

A word table, not a judgement: a name that is not here stays without a title and is asked of people.
"""

__all__ = [
    "AMOUNTS",
    "CODE_ENDINGS",
    "CODE_TABLE_ENDINGS",
    "CODE_TABLE_EXTRAS",
    "CODE_TABLE_EXTRA_TITLES",
    "CODE_TABLE_PARTS",
    "CODE_WORDS",
    "G2_WORDS",
    "G3_WORDS",
    "G4_WORDS",
    "HOUSEKEEPING",
    "INITIALS",
    "NAME_WORDS",
    "NOT_OF_PERSONS",
    "NO_CODE_TABLE",
    "NO_CODE_TABLE_PARTS",
    "OFFICES",
    "TABLE_PREFIXES",
    "TECHNICAL",
    "TECHNICAL_PARTS",
    "WEAK_CODE_ENDINGS",
    "WEAK_CODE_PARTS",
    "WORDS",
]

# Prefixes of tables that say nothing about their content.
TABLE_PREFIXES = frozenset({
    "t", "tb", "tbl", "tab", "table", "biz", "bus", "app", "ods", "dwd", "base", "v",
})  # fmt: skip

# English words and abbreviations in column and table names, one segment each.
WORDS: dict[str, str] = {
    "abbr": "简称", "account": "账号", "acct": "账号", "actual": "实际", "addr": "地址", "address": "地址",
    "age": "年龄", "agent": "代理人", "amount": "金额", "amt": "金额", "apply": "申请", "applicant": "申请人",
    "approve": "审批", "approver": "审批人", "approved": "审批", "area": "面积", "attachment": "附件", "audit": "审核",
    "auditor": "审核人", "author": "作者", "balance": "余额", "bank": "银行", "base": "基础", "batch": "批次",
    "begin": "开始", "birth": "出生", "birthday": "出生日期", "birthdate": "出生日期", "building": "建筑物",
    "business": "业务", "buyer": "购买方", "capital": "资本", "card": "卡", "case": "案件", "category": "类别",
    "cause": "原因", "cert": "证件", "certificate": "证照", "change": "变更", "check": "检查", "child": "子女",
    "city": "城市", "class": "类别", "close": "关闭", "cnt": "数量", "code": "代码", "comment": "说明",
    "community": "社区", "company": "企业", "complete": "完成", "confirm": "确认", "contact": "联系人",
    "content": "内容", "contract": "合同", "cost": "费用", "count": "数量", "country": "国家", "county": "区县",
    "create": "创建", "creator": "创建人", "credit": "信用", "currency": "币种", "date": "日期", "day": "日期",
    "death": "死亡", "deadline": "截止日期", "degree": "学位", "dept": "部门", "department": "部门", "desc": "说明",
    "description": "说明", "detail": "明细", "diploma": "学历", "discount": "折扣", "display": "显示",
    "district": "区县", "division": "行政区划", "doc": "文档", "due": "到期", "duration": "时长", "edu": "教育",
    "education": "学历", "email": "电子邮箱", "employee": "职工", "emp": "职工", "end": "结束", "english": "英文",
    "ent": "企业", "enterprise": "企业", "ethnic": "民族", "event": "事件", "expire": "失效", "expiry": "失效",
    "family": "家庭", "father": "父亲", "fax": "传真", "fee": "费用", "file": "文件", "finish": "完成",
    "first": "首次", "flag": "标志", "floor": "楼层", "full": "全", "gender": "性别", "grade": "等级", "group": "分组",
    "guardian": "监护人", "handle": "办理", "handler": "经办人", "head": "负责人", "height": "高度",
    "holder": "持有人", "home": "家庭", "hospital": "医院", "house": "房屋", "household": "户", "id": "编号",
    "idcard": "公民身份号码", "image": "图片", "income": "收入", "industry": "行业", "insurance": "保险",
    "invoice": "发票", "is": "是否", "issue": "签发", "item": "事项", "job": "职业", "kind": "种类", "label": "标签",
    "land": "土地", "last": "最近", "lat": "纬度", "latitude": "纬度", "law": "法律", "legal": "法定代表",
    "length": "长度", "level": "级别", "licence": "许可证", "license": "许可证", "lng": "经度", "lon": "经度",
    "longitude": "经度", "manager": "管理人", "marital": "婚姻", "marriage": "婚姻", "matter": "事项", "max": "最大",
    "member": "成员", "memo": "备注", "min": "最小", "mobile": "移动电话", "mode": "方式", "money": "金额",
    "month": "月份", "monthly": "月", "mother": "母亲", "name": "名称", "nation": "民族", "nationality": "国籍",
    "native": "籍贯", "no": "编号", "note": "备注", "num": "编号", "number": "编号", "occupation": "职业",
    "office": "办公", "open": "开始", "operator": "操作人", "opinion": "意见", "order": "顺序", "org": "机构",
    "organ": "机构", "organisation": "机构", "organization": "机构", "origin": "来源", "owner": "所有人",
    "paid": "已付", "parent": "上级", "part": "部分", "party": "当事人", "pay": "支付", "payment": "支付",
    "payer": "付款人", "period": "期限", "permit": "许可", "person": "人员", "phone": "联系电话", "photo": "照片",
    "place": "地点", "plan": "计划", "plate": "号牌", "point": "点位", "population": "人口", "position": "职务",
    "post": "岗位", "postcode": "邮政编码", "price": "价格", "process": "流程", "project": "项目", "property": "财产",
    "province": "省份", "publish": "发布", "qty": "数量", "quantity": "数量", "rank": "等级", "rate": "比率",
    "ratio": "比率", "reason": "原因", "receive": "接收", "record": "记录", "ref": "引用", "region": "区域",
    "register": "登记", "registered": "注册", "registration": "登记", "reg": "登记", "relation": "关系",
    "remark": "备注", "rent": "租金", "report": "报告", "residence": "居住", "result": "结果", "review": "审核",
    "road": "道路", "room": "房间", "salary": "工资", "sale": "销售", "scale": "规模", "school": "学校",
    "score": "得分", "sequence": "序号", "seq": "序号", "serial": "序列", "service": "服务", "sex": "性别",
    "short": "简", "sign": "签署", "site": "站点", "size": "规模", "sort": "排序", "source": "来源", "spouse": "配偶",
    "start": "开始", "state": "状态", "station": "站点", "status": "状态", "street": "街道", "student": "学生",
    "subject": "主题", "submit": "提交", "sum": "合计", "sys": "系统", "system": "系统", "tax": "税",
    "teacher": "教师", "tel": "联系电话", "telephone": "联系电话", "temperature": "温度", "term": "期限",
    "time": "时间", "title": "标题", "total": "合计", "town": "乡镇", "township": "乡镇", "trade": "行业",
    "type": "类型", "unit": "单位", "update": "更新", "url": "网址", "uscc": "统一社会信用代码", "use": "用途",
    "user": "用户", "valid": "有效", "value": "值", "vehicle": "车辆", "vendor": "供应商", "verify": "核验",
    "version": "版本", "village": "村", "volume": "体积", "ward": "街道", "way": "方式", "weight": "重量",
    "width": "宽度", "work": "工作", "worker": "职工", "year": "年份", "zip": "邮政编码",
}  # fmt: skip

# Pinyin initials of whole column names that departments use.
INITIALS: dict[str, str] = {
    "bgrq": "变更日期", "bgsj": "变更时间", "bh": "编号", "bm": "编码", "bz": "备注", "bzrq": "办证日期",
    "cbrq": "参保日期", "cjr": "创建人", "cjsj": "创建时间", "clrq": "成立日期", "cph": "车牌号", "csd": "出生地",
    "csny": "出生年月", "csrq": "出生日期", "cym": "曾用名", "czr": "操作人", "czsj": "操作时间", "dh": "联系电话",
    "djrq": "登记日期", "djsj": "登记时间", "dm": "代码", "dwdm": "单位代码", "dwmc": "单位名称", "dz": "地址",
    "dzyx": "电子邮箱", "fddbr": "法定代表人", "fr": "法定代表人", "frdb": "法定代表人", "fzjg": "发证机关",
    "fzrq": "发证日期", "fzr": "负责人", "gj": "国籍", "gmsfhm": "公民身份号码", "gxsj": "更新时间", "hh": "户号",
    "hjdz": "户籍地址", "hyzk": "婚姻状况", "jb": "级别", "jbr": "经办人", "jd": "经度", "je": "金额", "jg": "籍贯",
    "jgdm": "机构代码", "jgmc": "机构名称", "jsrq": "结束日期", "jssj": "结束时间", "jyfw": "经营范围",
    "jzdz": "居住地址", "ksrq": "开始日期", "kssj": "开始时间", "lrr": "录入人", "lrsj": "录入时间", "lx": "类型",
    "lxdh": "联系电话", "lxr": "联系人", "mc": "名称", "mz": "民族", "nd": "年度", "nl": "年龄", "pxh": "排序号",
    "qsrq": "起始日期", "qymc": "企业名称", "rq": "日期", "sbkh": "社会保障卡号", "sfyx": "是否有效",
    "sfzh": "公民身份号码", "sfzhm": "公民身份号码", "sj": "时间", "sjdm": "上级代码", "sjh": "手机号",
    "sjhm": "手机号", "sl": "数量", "ssqx": "所属区县", "swrq": "死亡日期", "tyshxydm": "统一社会信用代码",
    "shtyxydm": "统一社会信用代码", "wd": "纬度", "wh": "文号", "whcd": "文化程度", "xb": "性别", "xgr": "修改人",
    "xgsj": "修改时间", "xh": "序号", "xl": "学历", "xm": "姓名", "xxdz": "详细地址", "xzqh": "行政区划",
    "xzqhdm": "行政区划代码", "xzqhmc": "行政区划名称", "ybh": "医保号", "yxbz": "有效标志", "yxq": "有效期",
    "yxqz": "有效期至", "yzbm": "邮政编码", "zcdz": "注册地址", "zczb": "注册资本", "zfrq": "支付日期",
    "zjbh": "证件编号", "zjhm": "证件号码", "zjlx": "证件类型", "zt": "状态", "zw": "职务", "zy": "职业",
    "zzdm": "组织机构代码", "zzmm": "政治面貌",
}  # fmt: skip

# Columns in which an application keeps its own books, by name; the Chinese ones by comment.
HOUSEKEEPING = frozenset({
    "create_time", "created_time", "create_date", "created_at", "created_on", "gmt_create", "create_by", "created_by",
    "creator", "creator_id", "create_user", "create_user_id", "update_time", "updated_time", "update_date",
    "updated_at", "updated_on", "gmt_modified", "update_by", "updated_by", "updater", "updater_id", "update_user",
    "modify_time", "modified_time", "modified_at", "modify_by", "modifier", "last_update_time", "deleted",
    "is_deleted", "is_delete", "del_flag", "delete_flag", "deleted_at", "delete_time", "version", "row_version",
    "tenant_id", "revision", "opt_lock", "cjsj", "cjr", "gxsj", "gxr", "xgsj", "xgr", "lrsj", "lrr", "czsj", "czr",
    "scbz", "ts", "timestamp", "data_source", "etl_time", "batch_no", "sync_time", "dept_id_create", "创建时间",
    "创建人", "创建者", "创建日期", "更新时间", "更新人", "更新者", "更新日期", "修改时间", "修改人", "修改者",
    "删除标志", "删除标识", "删除标记", "逻辑删除", "是否删除", "删除时间", "乐观锁", "版本号", "租户编号", "租户",
    "录入时间", "录入人", "同步时间", "最后更新时间", "入库时间", "时间戳",
})  # fmt: skip

# A column that holds codes, or their names: by a segment of its name, or the end of its comment.
CODE_WORDS = frozenset({
    "code", "dm", "bm", "bh", "id", "value", "val", "key", "no", "num", "number", "no_", "sn", "symbol", "kind",
    "enum", "代码", "编码", "编号", "码", "值", "键值", "键", "标识", "字典值", "序号", "字典码", "字典编码", "项代码",
    "选项值",
})  # fmt: skip
NAME_WORDS = frozenset({
    "name", "mc", "label", "title", "text", "desc", "description", "meaning", "caption", "hz", "cn", "nm", "ms", "hy",
    "sm", "zh", "cname", "display", "名称", "名", "标签", "含义", "中文名称", "中文名", "描述", "说明", "标题", "文本",
    "显示值", "汉字", "释义", "字典标签", "项名称", "选项名",
})  # fmt: skip

# What tells a code table by its name (a segment) or by the end of its comment.
CODE_TABLE_PARTS = frozenset({
    "dm", "zd", "mb", "bm", "dict", "dic", "dictionary", "dictitem", "dictdata", "code", "codes", "codetable",
    "codelist", "codedata", "enum", "enums", "lookup", "lookups", "lk", "lkp", "lov", "param_code", "datadict",
    "constant", "codeitem",
})  # fmt: skip
WEAK_CODE_PARTS = frozenset({
    "type", "types", "kind", "state", "status", "level", "mode", "category", "reason", "class", "grade", "nation",
    "country", "region", "xzqh", "sex", "gender", "ref", "c", "lx", "lb", "zt",
})  # fmt: skip
CODE_TABLE_ENDINGS = (
    "代码表", "码表", "字典表", "字典", "字典项", "数据字典项", "字典项表", "字典数据", "字典数据表", "对照表", "枚举",
    "枚举表", "枚举值", "代码", "编码表", "标准代码", "代码集", "值域", "代码对照", "字典类型", "字典类型表", "代码项",
    "类型码", "状态码", "类别码",
)  # fmt: skip
CODE_ENDINGS = (
    "代码", "类型", "状态", "类别", "等级", "方式", "级别", "种类", "性质", "分类", "性别", "民族", "学历", "国籍",
    "政治面貌", "文化程度", "婚姻状况", "区划", "行业", "币种",
)  # fmt: skip
WEAK_CODE_ENDINGS = (
    "类型", "状态", "类别", "等级", "方式", "原因", "分类", "级别", "种类", "性质", "区划", "行政区划", "民族", "性别",
    "国籍", "国家", "学历", "学位", "职称", "关系", "行业", "门类", "方位", "险种", "状况", "标志", "政治面貌", "币种",
    "标准",
)  # fmt: skip

# What a code table may hold besides codes and names.
CODE_TABLE_EXTRAS = frozenset({
    "sort", "order", "seq", "idx", "rank", "px", "pxh", "xssx", "level", "lvl", "jb", "cc", "parent", "pid", "sj",
    "sjdm", "fdm", "fid", "pcode", "status", "state", "zt", "enabled", "enable", "valid", "yxbz", "sfyx", "qybz", "is",
    "flag", "remark", "bz", "memo", "note", "pinyin", "py", "pym", "spell", "english", "en", "ename", "short", "abbr",
    "jc", "alias", "from", "to", "begin", "end", "start", "effective", "expire", "qyrq", "tyrq", "rq", "date", "leaf",
    "path", "tree", "type", "kind", "category", "lx", "lb", "dict", "group", "class", "standard", "version", "default",
    "css", "color", "icon", "desc", "description", "sm", "ms", "full", "qc", "display", "show", "visible", "letter",
    "alpha", "alpha2", "alpha3", "iso", "phone", "tel", "code", "name", "dm", "mc", "id", "value", "label", "en_us",
    "zh_cn", "used", "system", "fixed", "count", "num", "no", "first", "initial", "szm",
})  # fmt: skip
CODE_TABLE_EXTRA_TITLES = (
    "排序", "顺序", "序号", "级别", "层级", "上级", "父", "状态", "是否", "备注", "说明", "描述", "拼音", "英文",
    "简称", "别名", "全称", "启用", "停用", "生效", "失效", "有效", "类型", "类别", "分类", "版本", "名称", "代码",
    "编码", "字典", "标准", "样式", "默认", "首字母", "路径", "助记", "区号", "显示", "缩写", "三位", "两位",
)  # fmt: skip

# Things, people and papers: tables of these have a key and a name as well, and are no code tables.
NO_CODE_TABLE = (
    "信息", "记录", "名单", "名录", "日志", "配置", "参数", "模板", "用户", "角色", "菜单", "岗位", "部门", "机构",
    "单位", "人员", "企业", "项目", "站点", "日历", "统计", "关联", "明细", "登记", "申请", "公告", "任务", "附件",
    "文件", "资源", "权限", "账号", "账户", "合同", "报告", "订单", "流程", "指标", "学校", "医院", "清单", "台账",
    "会员", "商品", "店铺",
)  # fmt: skip
NO_CODE_TABLE_PARTS = frozenset({
    "user", "users", "role", "roles", "menu", "menus", "dept", "depts", "org", "orgs", "post", "posts", "log", "logs",
    "config", "configs", "setting", "settings", "template", "templates", "station", "stations", "project", "projects",
    "person", "persons", "people", "employee", "staff", "company", "ent", "enterprise", "school", "hospital", "job",
    "file", "files", "notice", "message", "msg", "permission", "account", "customer", "product", "order", "orders",
    "list", "record", "records", "info", "detail", "details", "calendar", "site", "device", "member", "student",
    "task",
})  # fmt: skip

# Tables of the machinery itself.
TECHNICAL = (
    "日志", "系统参数", "参数配置", "菜单", "定时任务", "代码生成", "会话", "令牌", "消息模板", "数据库版本", "序列",
)  # fmt: skip
TECHNICAL_PARTS = frozenset({
    "log", "logs", "qrtz", "act", "flyway", "databasechangelog", "schema_version", "oauth", "session", "sessions",
    "token", "tokens", "menu", "menus", "config", "configs", "gen", "sequence", "migrations", "undo", "temp", "tmp",
    "bak", "backup", "test", "shedlock", "xxl", "job",
})  # fmt: skip

AMOUNTS = (
    "金额", "费", "费用", "价", "价格", "单价", "资本", "资金", "租金", "工资", "收入", "余额", "税额", "基数", "款",
    "总额", "成本", "估值",
)  # fmt: skip

# Words that make an attribute sensitive, from the most sensitive on.
G4_WORDS = (
    "指纹", "人脸", "虹膜", "声纹", "基因", "病历", "病史", "诊断", "疾病", "病种", "过敏", "用药", "检验结果", "艾滋",
    "精神障碍", "死亡原因", "死因", "银行账号", "银行账户", "银行卡", "账户余额", "犯罪", "吸毒", "性取向", "宗教信仰",
    "密码", "口令",
)  # fmt: skip
G3_WORDS = (
    "公民身份号码", "身份证", "证件号码", "护照", "社会保障卡号", "社保卡号", "医保号", "驾驶证", "学籍号", "居住地址",
    "户籍地址", "家庭住址", "家庭地址", "现住址", "详细地址", "手机", "移动电话", "婚姻", "收入", "工资", "财产",
    "缴费基数", "行踪", "轨迹", "出生体重", "残疾", "低保", "救助金", "车牌", "车辆号牌", "照片",
)  # fmt: skip
G2_WORDS = (
    "姓名", "性别", "民族", "出生", "年龄", "国籍", "籍贯", "学历", "职业", "电话", "邮箱", "联系人", "户主", "监护人",
    "合同", "政治面貌", "备注",
)  # fmt: skip
# Of these words, those that are no person's; and whose things are no person's whatever the word.
NOT_OF_PERSONS = (
    "合同", "备注", "密码", "口令",
)  # fmt: skip
OFFICES = (
    "单位", "机构", "企业", "部门", "医院", "学校", "公司", "办公",
)  # fmt: skip

"""Tables of a made-up schema that have a key, a name and a few rows, and are no code tables."""

from dataclasses import replace

from tests.builders.schemas.truth import Maker, TrueColumn, TrueTable, text


class LookAlikes(Maker):
    def look_alike(self, at: int) -> TrueTable:
        makers = (
            self._settings, self._departments, self._roles, self._menus, self._staff, self._stations, self._hospitals,
            self._projects, self._logs, self._relations, self._statistics, self._enterprises, self._list_of_people,
            self._templates, self._calendar, self._posts,
        )  # fmt: skip
        made = makers[at % len(makers)]()
        return replace(made, name=self.name(made.name), role="look_alike")

    def _settings(self) -> TrueTable:
        columns = (
            text("config_key", 50, "参数键", nullable=False),
            text("config_name", 100, "参数名称"),
            text("config_value", 500, "参数值"),
        )
        rows = tuple((f"sys.option.{at}", f"{m}开关", "true") for at, m in enumerate(self.some_matters(6)))
        return TrueTable("sys_config", "系统参数配置表", columns, primary_key=("config_key",), rows=rows)

    def _departments(self) -> TrueTable:
        columns = (
            text("dept_code", 20, "部门编码", nullable=False),
            text("dept_name", 100, "部门名称", nullable=False),
            text("parent_code", 20, "上级部门"),
            TrueColumn("sort", "integer", comment="排序"),
        )
        rows = tuple((code, name, None, str(at)) for at, (code, name) in enumerate(self.words.organisations[:12]))
        return TrueTable("sys_dept", "部门信息表", columns, primary_key=("dept_code",), rows=rows)

    def _roles(self) -> TrueTable:
        columns = (
            TrueColumn("role_id", "integer", nullable=False, comment="角色ID"),
            text("role_name", 50, "角色名称"),
            text("remark", 200, "备注"),
        )
        rows = tuple((str(at), f"{m}人员", None) for at, m in enumerate(self.some_matters(5), 1))
        return TrueTable("sys_role", "角色表", columns, primary_key=("role_id",), rows=rows)

    def _menus(self) -> TrueTable:
        columns = (
            TrueColumn("menu_id", "integer", nullable=False, comment="菜单ID"),
            text("menu_name", 50, "菜单名称"),
            TrueColumn("parent_id", "integer", comment="上级菜单"),
            text("path", 200, "路由地址"),
            text("icon", 50, "图标"),
        )
        rows = tuple((str(at), m, "0", f"/page/{at}", "folder") for at, m in enumerate(self.some_matters(9), 1))
        return TrueTable("sys_menu", "菜单权限表", columns, primary_key=("menu_id",), rows=rows)

    def _staff(self) -> TrueTable:
        columns = (
            text("user_code", 20, "工号", nullable=False),
            text("user_name", 50, "姓名", nullable=False),
            text("phone", 20, "联系电话"),
        )
        people = self.random.sample(self.words.people, 10)
        rows = tuple((f"U{at:03}", name, f"154{at:08}") for at, name in enumerate(people))
        return TrueTable("sys_user", "用户信息表", columns, primary_key=("user_code",), rows=rows)

    def _stations(self) -> TrueTable:
        columns = (
            text("station_code", 10, "监测站点编号", nullable=False),
            text("station_name", 50, "监测站点名称"),
            TrueColumn("longitude", "decimal", (10, 6), comment="经度"),
            TrueColumn("latitude", "decimal", (10, 6), comment="纬度"),
        )
        rows = tuple(
            (f"ST{at:02}", f"{m}站", f"117.{at:06}", f"31.{at:06}") for at, m in enumerate(self.some_matters(8))
        )
        return TrueTable("air_station", "监测站点信息", columns, primary_key=("station_code",), rows=rows)

    def _hospitals(self) -> TrueTable:
        columns = (
            text("yydm", 20, "医院编码", nullable=False),
            text("yymc", 100, "医院名称"),
            text("yydj", 2, "医院等级代码"),
            text("dz", 200, "机构地址"),
        )
        rows = tuple((f"H{at:03}", f"{m}医院", "3", f"{m}路{at}号") for at, m in enumerate(self.some_matters(10)))
        return TrueTable("t_yyxx", "医院基本信息", columns, primary_key=("yydm",), rows=rows)

    def _projects(self) -> TrueTable:
        columns = (
            text("project_code", 30, "项目编号", nullable=False),
            text("project_name", 200, "项目名称"),
            TrueColumn("amount", "decimal", (16, 2), comment="合同金额"),
            TrueColumn("start_date", "date", comment="开工日期"),
        )
        return TrueTable("t_project", "项目信息", columns, primary_key=("project_code",))

    def _logs(self) -> TrueTable:
        columns = (
            TrueColumn("log_id", "integer", nullable=False, comment="日志编号"),
            text("log_name", 100, "日志名称"),
            TrueColumn("content", "long", comment="内容"),
            TrueColumn("create_time", "time", comment="创建时间"),
        )
        rows = tuple((str(at), m, f"{m}完成", "2024-05-06 07:08:09") for at, m in enumerate(self.some_matters(7)))
        return TrueTable("sys_log", "操作日志", columns, primary_key=("log_id",), rows=rows)

    def _relations(self) -> TrueTable:
        columns = (
            TrueColumn("user_id", "integer", nullable=False, comment="用户ID"),
            TrueColumn("role_id", "integer", nullable=False, comment="角色ID"),
        )
        rows = tuple((str(at), str(at % 3)) for at in range(12))
        return TrueTable("sys_user_role", "用户角色关联表", columns, primary_key=("user_id", "role_id"), rows=rows)

    def _statistics(self) -> TrueTable:
        columns = (
            text("nd", 4, "年度", nullable=False),
            text("zbmc", 50, "指标名称", nullable=False),
            TrueColumn("sl", "decimal", (16, 2), comment="数量"),
        )
        rows = tuple(("2024", m, f"{at * 37}.00") for at, m in enumerate(self.some_matters(8)))
        return TrueTable("tj_ndzb", "年度指标统计", columns, primary_key=("nd", "zbmc"), rows=rows)

    def _enterprises(self) -> TrueTable:
        columns = (
            text("uscc", 18, "统一社会信用代码", nullable=False),
            text("ent_name", 200, "主体名称"),
        )
        rows = tuple((code, f"{name}下属公司") for code, name in self.words.organisations[:20])
        return TrueTable("ent_list", "企业名录", columns, primary_key=("uscc",), rows=rows)

    def _list_of_people(self) -> TrueTable:
        columns = (text("sfzh", 18, "公民身份号码", nullable=False), text("xm", 50, "姓名"))
        people = self.random.sample(self.words.people, 15)
        rows = tuple((f"68010019900101{at:03}X", name) for at, name in enumerate(people))
        return TrueTable("jz_md", "救助人员名单", columns, primary_key=("sfzh",), rows=rows)

    def _templates(self) -> TrueTable:
        columns = (
            text("template_code", 20, "模板编码", nullable=False),
            text("template_name", 50, "模板名称"),
            TrueColumn("content", "long", comment="模板内容"),
        )
        rows = tuple((f"T{at}", f"{m}模板", f"请办理{m}。") for at, m in enumerate(self.some_matters(5)))
        return TrueTable("msg_template", "消息模板", columns, primary_key=("template_code",), rows=rows)

    def _calendar(self) -> TrueTable:
        columns = (
            TrueColumn("rq", "date", nullable=False, comment="日期"),
            text("jjrmc", 20, "节假日名称"),
            TrueColumn("sfxx", "flag", comment="是否休息"),
        )
        rows = tuple((f"2024-10-{day:02}", "国庆节", "1") for day in range(1, 8))
        return TrueTable("gzrl", "工作日历信息", columns, primary_key=("rq",), rows=rows)

    def _posts(self) -> TrueTable:
        columns = (
            TrueColumn("post_id", "integer", nullable=False, comment="岗位ID"),
            text("post_code", 20, "岗位编码"),
            text("post_name", 50, "岗位名称"),
            TrueColumn("post_sort", "integer", comment="显示顺序"),
            TrueColumn("status", "flag", comment="状态"),
        )
        rows = tuple((str(at), f"P{at}", f"{m}岗", str(at), "1") for at, m in enumerate(self.some_matters(6), 1))
        return TrueTable("sys_post", "岗位信息表", columns, primary_key=("post_id",), rows=rows)

"""Code tables are told from tables that only look like one: on made-up schemas whose truth is known, on real scripts,
and on shapes known from widely used systems."""

from pathlib import Path

import pytest

from shudao.architecture.harvest.code_tables import recognise
from shudao.architecture.harvest.contracts import CodeColumns, KnownCodeTable
from shudao.connectors.harvest.contracts import Dialect, HarvestedSchema
from shudao.connectors.harvest.sql_files import Script, read_files, read_scripts
from tests.builders.schemas.making import make_schema
from tests.builders.schemas.scripts import write_schema

REAL = Path(__file__).parents[2] / "samples" / "schemas" / "alocms"
REAL_CODE_TABLES = {
    "task_type", "certificate_type", "country", "nation", "house_area", "sex", "relationship", "people_status",
    "culture_status", "media_channel", "career", "marital_status", "stars", "grade",
}  # fmt: skip
LEAST_FOUND, MOST_FALSE = 0.95, 0.02


def read(text: str) -> HarvestedSchema:
    return read_scripts([Script("a.sql", text.encode(), Dialect.MYSQL)])


@pytest.mark.parametrize(("seed", "dialect"), [(7, "mysql"), (8, "postgresql")])
def test_code_tables_of_a_made_up_schema_are_found_and_hardly_another(seed: int, dialect: str, tmp_path: Path) -> None:
    truth = {table.name: table.role == "code" for table in make_schema(seed)}
    found = recognise(read_files(write_schema(make_schema(seed), dialect, seed).save(tmp_path)))
    told = {name for name, recognised in found.items() if recognised.is_code_table}
    codes = {name for name, is_code in truth.items() if is_code}
    assert found.keys() == truth.keys()
    assert len(told & codes) >= LEAST_FOUND * len(codes)
    assert len(told - codes) <= MOST_FALSE * len(codes)


def test_the_code_tables_of_real_scripts_are_all_found_and_no_other() -> None:
    found = recognise(read_files(REAL))
    assert {name for name, recognised in found.items() if recognised.is_code_table} == REAL_CODE_TABLES


CODE_TABLES = {
    "a dictionary of a common framework": (
        "create table sys_dict_data (dict_code bigint primary key auto_increment comment '字典编码', dict_sort int,"
        " dict_label varchar(100) comment '字典标签', dict_value varchar(100) comment '字典键值',"
        " dict_type varchar(100) comment '字典类型', css_class varchar(100), status char(1),"
        " create_by varchar(64), create_time datetime, remark varchar(500)) comment='字典数据表'"
    ),
    "regions with their parents": (
        "create table d_area (area_id varchar(12) primary key comment '区域编码', area_name varchar(60)"
        " comment '区域名称', parent_id varchar(12) comment '上级编码', level int comment '层级') comment='行政区划'"
    ),
    "two columns and rows": (
        "create table xb (xbdm char(1) primary key, xbmc varchar(10));"
        "insert into xb values ('0','未知'),('1','男'),('2','女'),('9','未说明')"
    ),
    "no comment, but a name": "create table code_edu_level (code varchar(4) primary key, name varchar(40))",
}
OTHERS = {
    "users": (
        "create table sys_user (user_id bigint primary key, user_name varchar(30) comment '用户账号',"
        " nick_name varchar(30) comment '用户昵称', phonenumber varchar(11)) comment='用户信息表'"
    ),
    "a type of things that is a thing": (
        "create table insurance_type (id int primary key, type_code varchar(20), type_name varchar(60),"
        " price decimal(10,2) comment '保费', coverage text comment '保障范围') comment='保险产品信息'"
    ),
    "a list of organisations": (
        "create table t_jgml (jgdm varchar(18) primary key comment '机构代码', jgmc varchar(100) comment '机构名称',"
        " dz varchar(200) comment '地址', lxdh varchar(20) comment '联系电话') comment='机构名录'"
    ),
    "settings": "create table sys_config (config_key varchar(50) primary key, config_name varchar(100), v text)",
    "a join": "create table a_b (a_id int, b_id int, primary key (a_id, b_id))",
    "a case": (
        "create table case_status_log (id bigint primary key, case_code varchar(30) comment '案件编号',"
        " name varchar(50) comment '处理人姓名', amount decimal(12,2) comment '罚款金额') comment='案件状态记录'"
    ),
}


@pytest.mark.parametrize("name", CODE_TABLES)
def test_shapes_of_code_tables_are_known(name: str) -> None:
    (found,) = recognise(read(CODE_TABLES[name])).values()
    assert found.is_code_table, found.evidence


@pytest.mark.parametrize("name", OTHERS)
def test_things_people_and_papers_are_no_code_tables(name: str) -> None:
    (found,) = recognise(read(OTHERS[name])).values()
    assert not found.is_code_table, found.evidence


def test_it_is_told_where_the_codes_stand() -> None:
    found = recognise(read(CODE_TABLES["regions with their parents"]))["d_area"]
    assert found.columns == CodeColumns("area_id", "area_name", None, "parent_id")


def test_the_published_code_table_whose_codes_it_holds_is_named() -> None:
    known = KnownCodeTable("sex", "性别代码", {"0": "未知", "1": "男", "2": "女", "9": "未说明"}, 4)
    assert recognise(read(CODE_TABLES["two columns and rows"]), (known,))["xb"].known == "sex"

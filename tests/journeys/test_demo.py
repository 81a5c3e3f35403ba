"""The ten steps of the white paper on the sample city, as `make demo` runs them."""

from tests.app.programs import Program, address_of
from tests.journeys.conftest import City

STEPS = ("定机制", "立规范", "理架构", "建平台", "推治理", "提质量", "通共享", "重服务", "保安全")
# What a second run does again on purpose: calling the service and verifying the evidence change nothing.
REPEATED = ("用密钥调用", "核验存证")


def test_every_step_succeeds_and_its_figures_add_up(city: City):
    assert city.status == 0, city.story[-4000:]
    assert [line["title"] for line in city.lines if line["failed"]] == []
    assert {line["step"] for line in city.lines} == set(STEPS)
    landed = city.line("贴源层")
    assert landed["read"] == landed["landed"] + landed["rejected"]
    assert landed["rejected"] > 0
    standardised = city.line("标准化")
    assert standardised["read"] == standardised["landed"] + standardised["rejected"]
    assert standardised["rejected"] > 0


def test_the_gate_refused_one_data_set_with_what_it_lacks_and_whom_to_ask(city: City):
    notes = "".join(city.line("入湖检查")["notes"])
    assert "被拒绝，缺 3 项" in notes
    assert "找许惟衡" in notes
    assert "六项标准全部满足" in notes


def test_what_was_approved_is_what_was_delivered(city: City):
    delivered = city.line("自动交换")
    assert delivered["landed"] > 0
    assert delivered["read"] == delivered["landed"]


def test_a_second_run_keeps_everything_and_says_so(city: City, running: Program):
    address_of(running)
    told = [line for line in running.said if line.startswith(("保留", "完成", "失败"))]
    assert len(told) == len(city.lines), running.said
    again = [line for line in told if not line.startswith("保留")]
    assert [line for line in again if not any(words in line for words in REPEATED)] == []

"""REST: all pages and nothing twice, only the registered server, patient with passing trouble, exact with values."""

import pytest

from shudao.connectors import errors
from shudao.connectors.rest import Rest
from tests.connectors.interface import Answer, Request, interface, read, source

PEOPLE = [{"id": n, "name": f"张{n}"} for n in range(7)]
EXPECTED = [(str(n), f"张{n}") for n in range(7)]


def by_offset(request: Request, cap: int = 3) -> Answer:
    start = int(request.query.get("offset", 0))
    size = min(int(request.query.get("limit", 100)), cap)
    return Answer({"data": PEOPLE[start : start + size], "total": len(PEOPLE)})


def by_page(request: Request) -> Answer:
    page = int(request.query["offset"])
    return Answer({"data": PEOPLE[(page - 1) * 3 : page * 3]})


def by_link(request: Request) -> Answer:
    start = int(request.query.get("from", 0))
    return Answer({"data": PEOPLE[start : start + 3], "next": f"/people?from={start + 3}" if start < 6 else None})


def by_token(request: Request) -> Answer:
    start = int(request.query.get("offset", 0))
    return Answer({"data": PEOPLE[start : start + 3], "next": start + 3 if start < 6 else ""})


@pytest.mark.parametrize(
    ("paging", "reply"),
    [
        # The interface caps the page size below what is asked for: a short page is not the last one.
        ({"kind": "offset", "size": 5}, by_offset),
        ({"kind": "offset", "size": 5, "total": "total"}, by_offset),
        ({"kind": "page", "size": 3}, by_page),
        ({"kind": "next"}, by_link),
        ({"kind": "token"}, by_token),
        ({"kind": "none"}, lambda request: Answer({"data": PEOPLE})),
    ],
)
def test_all_pages_are_read_once(paging: dict[str, object], reply: object) -> None:
    with interface(reply) as server:
        assert read(source(server.address, paging=paging)) == (EXPECTED, [])


def test_an_interface_that_turns_in_circles_is_left() -> None:
    circles = pytest.raises(errors.UnexpectedAnswer, match="没有尽头")
    with interface(lambda _: Answer({"data": PEOPLE, "next": "/people?x=1"})) as server, circles:
        read(source(server.address, paging={"kind": "next"}))


def test_fewer_records_than_announced_are_not_taken_for_all() -> None:
    def reply(request: Request) -> Answer:
        return Answer({"data": PEOPLE if request.query["offset"] == "0" else [], "total": 9})

    with interface(reply) as server, pytest.raises(errors.UnexpectedAnswer, match="声明 9 条"):
        read(source(server.address, paging={"kind": "offset", "total": "total"}))


def test_values_keep_what_they_were() -> None:
    body = '{"data": [{"a": 1.10, "b": 110101199001010011, "c": true, "d": null, "e": {"x": [1.0, "二"]}, "f": ""}]}'
    with interface(lambda _: Answer(body=body.encode())) as server:
        rows, _ = read(source(server.address))
    assert rows == [("1.10", "110101199001010011", "true", None, '{"x":[1.0,"二"]}', "")]


def test_malformed_records_are_rejected_one_by_one() -> None:
    records = [
        '{"a": "1"}',
        '"text"',
        '{"a": "1", "a": "2"}',
        '{"a": "\\ud800"}',
        '{"a": "\\u0000"}',
        '{"a": "1", "b": 2}',
    ]
    more = '{"data": [' + ",".join(records[1:]) + "]}"

    def reply(request: Request) -> Answer:
        pages = {"0": '{"data": [' + records[0] + "]}", "1": more}
        return Answer(body=pages.get(request.query["offset"], '{"data": []}').encode())

    with interface(reply) as server:
        rows, rejects = read(source(server.address, paging={"kind": "offset"}))
    assert rows == [("1",)]
    assert [(r["record_number"], r["reason"], r["column"]) for r in rejects] == [
        (2, "not_an_object", None), (3, "duplicate_field", "a"), (4, "invalid_bytes", "a"), (5, "nul_byte", "a"),
        (6, "unexpected_field", "b"),
    ]  # fmt: skip


def test_registered_fields_are_a_choice() -> None:
    resource = {"name": "人口", "path": "people", "records": "data", "columns": ["name", "phone"]}
    with interface(lambda _: Answer({"data": PEOPLE[:1]})) as server:
        assert read(source(server.address, resources=[resource])) == ([("张0", None)], [])


def test_passing_trouble_is_waited_out_with_a_cap() -> None:
    answers = [Answer(status=503), Answer(status=429, headers={"retry-after": "900"}), Answer({"data": PEOPLE})]
    waits: list[float] = []
    with interface(lambda _: answers.pop(0) if len(answers) > 1 else answers[0]) as server:
        report = Rest(sleep=waits.append).test(source(server.address))
    assert report.ok
    assert waits == [0.5, 30.0]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(status=503), errors.Unreachable),
        (Answer(status=401), errors.WrongCredentials),
        (Answer(status=403), errors.WrongCredentials),
        (Answer(status=404), errors.TableMissing),
        (Answer(status=500), errors.UnexpectedAnswer),
        (Answer(body=b"<html>"), errors.UnexpectedAnswer),
        (Answer(body=b"[" * 100_000), errors.UnexpectedAnswer),
        (Answer({"code": 500, "message": "bad"}), errors.UnexpectedAnswer),
        (Answer(body=b"x" * 2000), errors.UnexpectedAnswer),
        (Answer(status=302, headers={"location": "http://169.254.169.254/latest"}), errors.ForbiddenAddress),
        (Answer(status=302, headers={"location": "//localhost/people"}), errors.ForbiddenAddress),
        (Answer(status=302, headers={"location": "/people"}), errors.UnexpectedAnswer),
    ],
)
def test_each_kind_of_trouble_has_its_own_error(answer: Answer, error: type[Exception]) -> None:
    with interface(lambda _: answer) as server, pytest.raises(error):
        read(source(server.address, max_page_bytes=1000))


def test_nobody_is_called_but_the_registered_server() -> None:
    with interface(lambda _: Answer({"data": PEOPLE})) as other:
        reply = Answer({"data": PEOPLE, "next": f"{other.address}/people"})
        with interface(lambda _: reply) as server, pytest.raises(errors.ForbiddenAddress):
            read(source(server.address, "key", paging={"kind": "next"}, auth="bearer"))
        assert other.requests == []


@pytest.mark.parametrize(
    "address",
    [
        "ftp://a/b",
        "http://",
        "http://user:s3cret@host/",
        "http://host/?token=s3cret",
        "http://169.254.169.254/",
        "http://a:99999/",
    ],
)
def test_addresses_that_must_not_be_registered(address: str) -> None:
    with pytest.raises(errors.InvalidOptions) as caught:
        Rest().describe(source(address))
    assert "s3cret" not in str(caught.value.details)


def test_nobody_listens() -> None:
    with interface(lambda _: Answer()) as gone:
        address = gone.address
    with pytest.raises(errors.Unreachable, match=r"127\.0\.0\.1"):
        read(source(address))


@pytest.mark.parametrize(
    ("options", "header", "value"),
    [
        ({"auth": "bearer"}, "authorization", "Bearer s3cret"),
        ({"auth": "api_key"}, "x-api-key", "s3cret"),
    ],
)
def test_the_secret_goes_into_its_header_only(options: dict[str, object], header: str, value: str) -> None:
    with interface(lambda _: Answer({"data": PEOPLE})) as server:
        given = source(server.address, "s3cret", **options)
        read(given)
        assert {request.headers[header] for request in server.requests} == {value}
        assert all("s3cret" not in str(request.query) + request.path for request in server.requests)
    assert "s3cret" not in repr(given)


def test_gbk_answers_are_read_by_their_charset() -> None:
    body = '{"data": [{"名": "张三"}]}'.encode("gbk")
    with interface(lambda _: Answer(body=body, headers={"content-type": "application/json; charset=GBK"})) as server:
        assert read(source(server.address)) == ([("张三",)], [])


def test_tables_and_columns_are_checked() -> None:
    with interface(lambda _: Answer({"data": PEOPLE})) as server:
        assert Rest().describe(source(server.address))[0].column_names == ("id", "name")
        with pytest.raises(errors.ColumnMissing, match=r"phone.*id、name"):
            read(source(server.address), columns=["id", "phone"])
        with pytest.raises(errors.TableMissing, match="人口"):
            read(source(server.address), "法人")

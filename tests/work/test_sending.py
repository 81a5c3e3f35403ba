"""Notices leave by mail and webhook: after the commit, once, when people want them, signed, with nothing to spare."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.access.errors import NotPermitted
from shudao.app.installation import Installation
from shudao.kernel.actor import Actor, Role
from shudao.kernel.clock import TIME_ZONE, FixedClock
from shudao.kernel.database import Database
from shudao.kernel.errors import StaleEdit
from shudao.kernel.uow import UnitOfWork
from shudao.kernel.working_days import WorkingDays
from shudao.work import facade as work
from shudao.work.contracts import ToAccount
from shudao.work.contracts_life import Dispatch, NewChannel, Security, Timing
from shudao.work.errors import DeliveryFailed, MalformedChannel, MalformedDispatch, UnknownChannel
from shudao.work.logic_sending import MAX_ATTEMPTS, is_office_hour, send_at
from tests.builders.mechanism import SYSTEM, make_actor, make_town
from tests.work.sinks import LOGIN, PASSWORD, MailSink, WebSink, mail_sink, web_sink

SENDER = "shudao@example.gov.cn"


@pytest.fixture
def mail(tmp_path: Path, database: Database) -> Iterator[MailSink]:
    """A mail server that the installation is set up to use."""
    with mail_sink(tmp_path) as (sink, authority):
        new = Dispatch(
            "127.0.0.1", sink.port, Security.STARTTLS, LOGIN, SENDER, authority, (), "https://shudao.example.gov.cn"
        )
        with database.unit_of_work() as uow:
            work.set_dispatch(uow, new, PASSWORD, by=SYSTEM)
        yield sink


@pytest.fixture
def web(database: Database) -> Iterator[WebSink]:
    with web_sink() as sink:
        with database.unit_of_work() as uow:
            work.set_dispatch(uow, Dispatch(webhook_hosts=(f"127.0.0.1:{sink.port}",)), None, by=SYSTEM)
        yield sink


def person(uow: UnitOfWork) -> Actor:
    return make_actor(uow, make_town(uow).police, Role.DATA_STEWARD)


def by_mail(uow: UnitOfWork, who: Actor, timing: Timing = Timing.AT_ONCE) -> None:
    work.set_channel(uow, NewChannel("email", "someone@example.gov.cn", timing), by=who)


def tell(uow: UnitOfWork, who: Actor, title: str = "目录已发布") -> None:
    work.notify(uow, ToAccount(who.account_id), title_zh=title, title_en="Published", link="/catalogue/1", by=SYSTEM)


def states(raw: psycopg.Connection[Any]) -> list[tuple[str, int, str | None]]:
    return raw.execute("select state, attempts, error_code from work.message order by id").fetchall()


def test_a_notice_arrives_by_protected_mail_once(mail: MailSink, installed: Installation) -> None:
    """Through the queue: the job is enqueued with the notice and runs after its commit."""
    with installed.database.unit_of_work() as uow:
        who = person(uow)
        by_mail(uow, who)
        tell(uow, who)
        assert mail.letters == []
    work.drain(installed.database, installed.settings)
    work.send_waiting(installed.database)
    (letter,) = mail.letters
    assert mail.was_protected == [True]
    assert (letter["to"], letter["from"]) == ("someone@example.gov.cn", SENDER)
    assert letter["subject"] == "数道：目录已发布"
    assert letter.get_content().splitlines() == ["目录已发布", "Published", "https://shudao.example.gov.cn/catalogue/1"]
    # Neither the person's name nor the account leaves with it.
    assert who.name not in letter.as_string() and who.account_id not in letter.as_string()


def test_what_is_rolled_back_is_never_sent(mail: MailSink, database: Database) -> None:
    with database.unit_of_work() as uow:
        who = person(uow)
        by_mail(uow, who)
    with pytest.raises(RuntimeError), database.unit_of_work() as uow:
        tell(uow, who)
        raise RuntimeError
    assert work.send_waiting(database) == 0
    assert mail.letters == []


def test_a_todo_is_told_as_well_and_dropped_when_it_is_done_first(mail: MailSink, database: Database) -> None:
    said: dict[str, Any] = {
        "kind": "test.mend",
        "title_zh": "整改",
        "title_en": "Mend",
        "link": "/quality",
        "body": "身份证号",
    }
    with database.unit_of_work() as uow:
        who = person(uow)
        by_mail(uow, who)
        for number in (1, 2):
            work.open_task(uow, subject=f"t/{number}", to=ToAccount(who.account_id), by=SYSTEM, **said)
        work.complete_tasks(uow, "t/2", "done", by=SYSTEM)
    assert work.send_waiting(database) == 1
    (letter,) = mail.letters
    assert "整改" in letter.get_content() and "身份证号" not in letter.as_string()


def test_a_digest_waits_for_the_morning_and_goes_as_one(mail: MailSink, database: Database, clock: FixedClock) -> None:
    with database.unit_of_work() as uow:
        who = person(uow)
        by_mail(uow, who, Timing.DIGEST)
        for title in ("甲", "乙", "丙"):
            tell(uow, who, title)
    clock.advance(hours=8)
    assert work.send_waiting(database) == 0
    clock.set(datetime(2026, 11, 24, 9, 0, tzinfo=TIME_ZONE))
    assert work.send_waiting(database) == 1
    assert mail.letters[0]["subject"] == "数道：3 条通知 | Shudao: 3 notices"
    assert [title in mail.letters[0].get_content() for title in ("甲", "乙", "丙")] == [True] * 3


def test_a_refused_letter_is_tried_again_later_under_the_same_id_and_at_last_given_up(
    mail: MailSink, database: Database, clock: FixedClock, raw: psycopg.Connection[Any]
) -> None:
    with database.unit_of_work() as uow:
        who = person(uow)
        by_mail(uow, who)
        tell(uow, who)
    mail.refuse = 2
    assert work.send_waiting(database) == 0
    assert states(raw) == [("waiting", 1, "smtp_451")]
    assert work.send_waiting(database) == 0 and states(raw)[0][1] == 1
    clock.advance(minutes=1)
    work.send_waiting(database)
    clock.advance(minutes=2)
    assert work.send_waiting(database) == 1
    assert states(raw) == [("sent", 3, None)] and len(mail.letters) == 1
    (message_id,) = raw.execute("select id from work.message").fetchone() or ("",)
    assert mail.letters[0]["message-id"] == f"<{message_id}@example.gov.cn>"
    with database.unit_of_work() as uow:
        tell(uow, who, "另一条")
    mail.refuse = MAX_ATTEMPTS
    for _ in range(MAX_ATTEMPTS + 2):
        work.send_waiting(database)
        clock.advance(hours=3)
    assert states(raw)[1] == ("failed", MAX_ATTEMPTS, "smtp_451")


def test_a_server_that_offers_no_protection_or_cannot_prove_itself_gets_neither_password_nor_letter(
    tmp_path: Path, database: Database
) -> None:
    with mail_sink(tmp_path, starttls=False) as (sink, authority), database.unit_of_work() as uow:
        known = Dispatch("127.0.0.1", sink.port, Security.STARTTLS, LOGIN, SENDER, authority)
        known = work.set_dispatch(uow, known, PASSWORD, by=SYSTEM)
        with pytest.raises(DeliveryFailed, match="smtp_unprotected"):
            work.try_mail_server(uow, "a@example.gov.cn", by=SYSTEM)
        assert sink.letters == []
    with mail_sink(tmp_path) as (sink, _), database.unit_of_work() as uow:
        distrusted = replace(known, port=sink.port, authority="")
        work.set_dispatch(uow, distrusted, None, by=SYSTEM)
        with pytest.raises(DeliveryFailed, match="smtp_certificate"):
            work.try_mail_server(uow, "a@example.gov.cn", by=SYSTEM)
        assert sink.letters == []


def test_a_webhook_is_signed_and_told_nothing_but_titles(web: WebSink, database: Database) -> None:
    with database.unit_of_work() as uow:
        who = person(uow)
        new = NewChannel("webhook", f"http://127.0.0.1:{web.port}/hook?team=1", Timing.AT_ONCE)
        _, secret = work.set_channel(uow, new, by=who)
        assert secret is not None and work.set_channel(uow, new, by=who)[1] is None
        tell(uow, who)
    assert work.send_waiting(database) == 1
    ((headers, body),) = web.calls
    signed = f"{headers['x-shudao-timestamp']}.".encode() + body
    expected = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["x-shudao-signature"] == f"v1={expected}"
    told = json.loads(body)
    assert told["delivery"] == headers["x-shudao-delivery"] == told["notices"][0]["id"]
    assert set(told["notices"][0]) == {"id", "title", "link", "created_at"}


@pytest.mark.parametrize("answer", [500, 302, 404])
def test_a_webhook_that_does_not_say_yes_is_called_again_and_redirects_lead_nowhere(
    web: WebSink, database: Database, clock: FixedClock, answer: int, raw: psycopg.Connection[Any]
) -> None:
    with database.unit_of_work() as uow:
        who = person(uow)
        work.set_channel(uow, NewChannel("webhook", f"http://127.0.0.1:{web.port}/", Timing.AT_ONCE), by=who)
        tell(uow, who)
    web.answers = [answer]
    work.send_waiting(database)
    assert states(raw) == [("waiting", 1, f"webhook_{answer}")]
    clock.advance(minutes=1)
    assert work.send_waiting(database) == 1
    assert web.calls[0][0]["x-shudao-delivery"] == web.calls[1][0]["x-shudao-delivery"]
    assert len(web.calls) == 2


def test_only_hosts_the_administrator_named_are_called(
    web: WebSink, database: Database, raw: psycopg.Connection[Any]
) -> None:
    good = f"http://127.0.0.1:{web.port}/"
    with database.unit_of_work() as uow:
        who = person(uow)
        for wrong in (
            "http://127.0.0.1/",
            f"http://127.0.0.1:{web.port + 1}/",
            "http://169.254.169.254/latest",
            f"http://127.0.0.1:{web.port}@evil.example/",
            f"http://a:b@127.0.0.1:{web.port}/",
            "file:///etc/passwd",
            "http://[",
            "http://127.0.0.1:99999/",
        ):
            with pytest.raises(MalformedChannel):
                work.set_channel(uow, NewChannel("webhook", wrong), by=who)
        work.set_channel(uow, NewChannel("webhook", good, Timing.AT_ONCE), by=who)
        tell(uow, who)
        work.set_dispatch(uow, Dispatch(version=1), None, by=SYSTEM)
    work.send_waiting(database)
    assert states(raw)[0][2] == "webhook_host" and web.calls == []


def test_a_forgotten_channel_gets_nothing_and_its_secret_is_gone(
    web: WebSink, database: Database, raw: psycopg.Connection[Any]
) -> None:
    with database.unit_of_work() as uow:
        who = person(uow)
        work.set_channel(uow, NewChannel("webhook", f"http://127.0.0.1:{web.port}/", Timing.AT_ONCE), by=who)
        tell(uow, who)
        work.forget_channel(uow, "webhook", by=who)
        with pytest.raises(UnknownChannel):
            work.try_channel(uow, "webhook", by=who)
    assert work.send_waiting(database) == 0 and web.calls == []
    assert raw.execute("select count(*) from vault.secret").fetchone() == (0,)


def test_only_the_system_administrator_sets_up_sending_and_passwords_never_come_back(
    mail: MailSink, database: Database
) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        admin, bureau = make_actor(uow, town.bureau, Role.SYSTEM_ADMIN), make_actor(uow, town.bureau, Role.DATA_BUREAU)
        known = work.shown_dispatch(uow, by=admin)
        assert known.has_password and PASSWORD not in repr(known)
        for act in (
            lambda: work.shown_dispatch(uow, by=bureau),
            lambda: work.set_dispatch(uow, known, None, by=bureau),
            lambda: work.try_mail_server(uow, "a@example.gov.cn", by=bureau),
        ):
            with pytest.raises(NotPermitted):
                act()
        work.set_dispatch(uow, replace(known, console_url="https://other.example.gov.cn"), None, by=admin)
        with pytest.raises(StaleEdit) as second:
            work.set_dispatch(uow, replace(known, port=2525), None, by=admin)
        told = {each["field"]: each["present"] for each in second.value.details}
        assert told == {"console_url": "https://other.example.gov.cn", "port": mail.port}
        for wrong in (
            replace(known, security=Security.NONE),
            replace(known, host="mail.example", security=Security.NONE, login=""),
            replace(known, sender="nobody"),
            replace(known, webhook_hosts=("http://x",)),
            replace(known, authority="no certificate"),
        ):
            with pytest.raises(MalformedDispatch):
                work.set_dispatch(uow, wrong, None, by=admin)
        with pytest.raises(MalformedDispatch):
            # SMTP signs in with ASCII only; better told now than by every letter.
            work.set_dispatch(uow, known, "口令", by=admin)


@given(st.integers(0, 365 * 24 * 60), st.sampled_from(Timing), st.sets(st.dates(), max_size=3))
def test_office_people_are_never_written_to_outside_office_hours(minute: int, timing: Timing, off: set[Any]) -> None:
    now, days = (
        datetime(2026, 1, 1, tzinfo=TIME_ZONE) + timedelta(minutes=minute),
        WorkingDays(dict.fromkeys(off, True)),
    )
    at = send_at(now, timing, days)
    assert at >= now
    if timing is not Timing.AT_ONCE:
        assert is_office_hour(at, days)

"""Comments on any thing (SPEC 3.1.7): written by whoever may see it, edited and deleted with a trace."""

from collections.abc import Iterable

from sqlalchemy import select

from shudao.access import facade as access
from shudao.access.errors import UnknownAccount
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.errors import StaleEdit
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.work import inbox
from shudao.work.contracts import ToAccount
from shudao.work.contracts_life import Comment, Described
from shudao.work.errors import EmptyComment, NotYourComment, UnknownComment
from shudao.work.principals import actor_of
from shudao.work.subjects import describe, described
from shudao.work.tables_life import CommentRow, CommentVersionRow

__all__ = ["comment", "comment_trace", "comments", "delete_comment", "edit_comment", "people_to_mention"]

MOST_MENTIONS = 20


def comment(uow: UnitOfWork, subject: str, body: str, mentions: Iterable[str] = (), *, by: Actor) -> Comment:
    """Say something about a thing. `mentions`: accounts that are told, if they may see the thing themselves."""
    thing = describe(uow, subject, by=by)
    row = CommentRow(
        id=new_id(),
        subject=subject,
        body=_checked(body),
        author_id=by.account_id,
        author_name=by.name,
        created_at=uow.clock.now(),
        edited_at=None,
        deleted_at=None,
    )
    uow.session.add(row)
    uow.session.flush()
    told = _tell(uow, row, thing, mentions, by)
    _record(uow, row, "written", by, mentioned=told)
    return view(row)


def edit_comment(
    uow: UnitOfWork, comment_id: str, body: str, mentions: Iterable[str] = (), *, seen_version: int, by: Actor
) -> Comment:
    """Say it in other words; what it said before stays in the trace. Only its author may."""
    row = _own(uow, comment_id, by)
    if row.version != seen_version:
        raise StaleEdit
    thing, text = describe(uow, row.subject, by=by), _checked(body)
    _keep(uow, row, by)
    row.body, row.version, row.edited_at = text, row.version + 1, uow.clock.now()
    uow.session.flush()
    told = _tell(uow, row, thing, mentions, by)
    _record(uow, row, "edited", by, version=row.version, mentioned=told)
    return view(row)


def delete_comment(uow: UnitOfWork, comment_id: str, *, by: Actor) -> None:
    """Take it back: its place and its trace stay, its words are shown to nobody."""
    row = _own(uow, comment_id, by)
    _keep(uow, row, by)
    row.deleted_at, row.version = uow.clock.now(), row.version + 1
    uow.session.flush()
    _record(uow, row, "deleted", by)


def comments(uow: UnitOfWork, subject: str, page: PageQuery, *, by: Actor) -> Page[Comment]:
    """What was said about a thing, oldest first, for whoever may see the thing."""
    describe(uow, subject, by=by)
    query = select(CommentRow).where(CommentRow.subject == subject)
    if page.q:
        query = query.where(CommentRow.body.icontains(page.q, autoescape=True), CommentRow.deleted_at.is_(None))
    keys = {"created_at": CommentRow.__table__.c.created_at}
    rows = fetch_page(uow.session, query, page, keys, "created_at")
    return Page([view(row) for row in rows.items], rows.total)


def comment_trace(uow: UnitOfWork, comment_id: str, *, by: Actor) -> list[Comment]:
    """What one's own comment said before, oldest first."""
    row = _own(uow, comment_id, by, even_deleted=True)
    query = select(CommentVersionRow).where(CommentVersionRow.comment_id == row.id).order_by(CommentVersionRow.version)
    return [
        Comment(row.id, row.subject, old.body, row.author_id, row.author_name, old.version, old.replaced_at, None, None)
        for old in uow.session.scalars(query)
    ]


def view(row: CommentRow) -> Comment:
    return Comment(
        row.id,
        row.subject,
        "" if row.deleted_at else row.body,
        row.author_id,
        row.author_name,
        row.version,
        row.created_at,
        row.edited_at,
        row.deleted_at,
    )


def _checked(body: str) -> str:
    if not body.strip():
        raise EmptyComment
    return body.strip()


def _own(uow: UnitOfWork, comment_id: str, by: Actor, *, even_deleted: bool = False) -> CommentRow:
    row = uow.session.get(CommentRow, comment_id, with_for_update=True, populate_existing=True)
    if row is None or (row.deleted_at and not even_deleted) or described(uow, row.subject, by=by) is None:
        raise UnknownComment
    if row.author_id != by.account_id:
        raise NotYourComment
    return row


def _keep(uow: UnitOfWork, row: CommentRow, by: Actor) -> None:
    kept = CommentVersionRow(
        comment_id=row.id, version=row.version, body=row.body, replaced_at=uow.clock.now(), replaced_by=by.account_id
    )
    uow.session.add(kept)


def _tell(uow: UnitOfWork, row: CommentRow, thing: Described, mentions: Iterable[str], by: Actor) -> int:
    """Tell the mentioned; who may not see the thing is not told that it exists."""
    told = 0
    for account_id in sorted(set(mentions) - {by.account_id})[:MOST_MENTIONS]:
        try:
            mentioned = actor_of(uow, account_id)
        except UnknownAccount:
            continue
        if described(uow, row.subject, by=mentioned) is None:
            continue
        told += inbox.notify(
            uow,
            ToAccount(account_id),
            title_zh=f"{by.name} 在“{thing.title}”的讨论中提到了您",
            title_en=f"{by.name} mentioned you in the discussion of {thing.title}",
            link=f"{thing.path}?tab=discussion",
            by=by,
        )
    return told


def _record(uow: UnitOfWork, row: CommentRow, what: str, by: Actor, **detail: object) -> None:
    subject = f"work/comment/{row.id}"
    evidence.record(uow, by=by, action=f"work.comment.{what}", subject=subject, detail={"about": row.subject} | detail)


def people_to_mention(uow: UnitOfWork, q: str) -> list[tuple[str, str]]:
    """Accounts whose name fits, to choose from: id and name."""
    found = access.list_accounts(uow, PageQuery(limit=10, q=q))
    return [(view.id, view.name) for view in found.items if view.state == "active"]

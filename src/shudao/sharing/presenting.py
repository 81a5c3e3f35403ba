"""From what the door says to what HTTP answers."""

from dataclasses import asdict
from typing import Any

from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.sharing import schemas
from shudao.sharing.contracts import (
    Application,
    ApplicationEvent,
    RequestedColumn,
    SimilarRequest,
    Target,
)
from shudao.sharing.offers import Offer
from shudao.sharing.views import Detail
from shudao.work import facade as work


def item_out(uow: UnitOfWork, known: Application) -> schemas.ApplicationItem:
    return schemas.ApplicationItem(**_head(uow, known))


def _head(uow: UnitOfWork, known: Application) -> dict[str, Any]:
    return {
        **{name: getattr(known, name) for name in schemas.ApplicationItem.model_fields if hasattr(known, name)},
        "state_title": known.state.zh,
        "organisation_name": mechanism.organisation(uow, known.organisation_id).name,
        "source_organisation_name": mechanism.organisation(uow, known.source_organisation_id).name,
        "step_title": known.step.zh if known.step else "",
        "due_on": known.due.on if known.due else None,
        "due_estimated": known.due.estimated if known.due else False,
        "working_days_left": _days_left(uow, known),
    }


def _days_left(uow: UnitOfWork, known: Application) -> int | None:
    return work.working_days(uow).remaining(uow.clock.today(), known.due) if known.due else None


def detail_out(uow: UnitOfWork, detail: Detail) -> schemas.ApplicationOut:
    known = detail.application
    found = detail.evaluation
    return schemas.ApplicationOut(
        **_head(uow, known),
        **_request(known, detail.titles),
        share_condition=detail.share_condition,
        holders=[schemas.HolderOut.model_validate(holder) for holder in detail.holders],
        next_step=detail.next_step,
        next_step_title=detail.next_step.zh if detail.next_step else "",
        available_columns=[column_out(column) for column in detail.columns],
        similar=[_similar_out(uow, other) for other in detail.similar],
        events=[_event_out(event) for event in detail.events],
        deliveries=[schemas.DeliveryOut.model_validate(delivery) for delivery in detail.deliveries],
        receipts=[schemas.ReceiptOut.model_validate(receipt) for receipt in detail.receipts],
        evaluation=schemas.EvaluationOut.model_validate(found) if found else None,
        grounds=[schemas.GroundOut(code=ground, title=ground.zh) for ground in detail.grounds],
        missing=[schemas.MissingOut(field=field, title=title) for field, title in detail.missing],
        actions=list(detail.actions),
    )


def _request(known: Application, titles: dict[str, str]) -> dict[str, Any]:
    plain = ("profile", "scenario", "legal_basis", "frequency", "valid_from", "valid_to", "target_code", "target_table")
    return {
        **{name: getattr(known, name) for name in plain},
        "grant_id": known.grant_id,
        "columns": list(known.columns),
        "asked_columns": list(known.asked_columns),
        "where": known.where.to_json(),
        "where_text": known.where.describe(titles),
        "asked_where": known.asked_where.to_json(),
        "asked_where_text": known.asked_where.describe(titles),
    }


def column_out(column: RequestedColumn) -> schemas.ColumnOut:
    return schemas.ColumnOut.model_validate(column)


def _similar_out(uow: UnitOfWork, other: SimilarRequest) -> schemas.SimilarOut:
    name = mechanism.organisation(uow, other.organisation_id).name
    given = asdict(other) | {"columns": list(other.columns)}
    return schemas.SimilarOut(**given, organisation_name=name, state_title=other.state.zh)


def _event_out(event: ApplicationEvent) -> schemas.EventOut:
    return schemas.EventOut(
        event=event.event,
        title=event.event.zh,
        at=event.at,
        actor_name=event.actor_name,
        organisation_id=event.organisation_id,
        opinion=event.opinion,
        ground=event.ground,
        ground_title=event.ground.zh if event.ground else "",
        state=event.state,
    )


def offer_out(uow: UnitOfWork, offer: Offer) -> schemas.OfferOut:
    columns = [
        schemas.ColumnOut(
            name=column.name,
            title=column.title,
            type=column.type,
            grade=column.grade,
            is_key=column.is_key,
            is_personal=column.is_personal,
            share_type=offer.column_share_type(column.name),
            is_asked=False,
            is_granted=False,
            mask=None,
        )
        for column in offer.asset.columns
    ]
    return schemas.OfferOut(
        catalogue_code=offer.entry.code,
        name=offer.entry.name,
        asset_code=offer.asset.code,
        asset_title=offer.asset.title,
        organisation_id=offer.asset.organisation_id,
        organisation_name=mechanism.organisation(uow, offer.asset.organisation_id).name,
        share_type=offer.entry.share_type,
        share_condition=offer.entry.share_condition,
        columns=columns,
    )


def target_out(target: Target) -> schemas.TargetOut:
    given = asdict(target)
    given["db_schema"] = given.pop("schema")
    return schemas.TargetOut(**given)

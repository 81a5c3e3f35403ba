"""The door of services: the registry, serving copies, keys, calls, and the meter."""

from shudao.kernel.uow import UnitOfWork
from shudao.services import store
from shudao.services.copying import refresh_serving_copy
from shudao.services.document import answer_json, describe
from shudao.services.gateway import call
from shudao.services.keys import issue_key, keys, meter, revoke_key
from shudao.services.registry import (
    declare_service,
    list_services,
    may_inspect,
    order_refresh,
    publish,
    retire,
    return_service,
    revise_service,
    service_of,
    submit,
)
from shudao.services.trial import try_service

__all__ = [
    "answer_json",
    "call",
    "declare_service",
    "describe",
    "follow_release",
    "issue_key",
    "keys",
    "list_services",
    "may_inspect",
    "meter",
    "order_refresh",
    "publish",
    "refresh_serving_copy",
    "retire",
    "return_service",
    "revise_service",
    "revoke_key",
    "service_of",
    "submit",
    "try_service",
]


def follow_release(uow: UnitOfWork, asset_codes: list[str]) -> int:
    """Order new serving copies for the published services over these data sets; how many."""
    codes = store.published_over(uow.session, asset_codes)
    for code in codes:
        order_refresh(uow, code)
    return len(codes)

"""The door of sharing: applications from the cart to the evaluation, targets, deliveries, time limits."""

from shudao.sharing.applications import complete, draft, draft_cart, edit, submit, withdraw
from shudao.sharing.closing import confirm_receipt, dispute, evaluate
from shudao.sharing.decisions import approve, consent, decline, file, refuse, return_for_completion, send_back
from shudao.sharing.delivering import deliver, request_delivery
from shudao.sharing.limits import choose_profile, list_limits, profile_in_force, set_limit
from shudao.sharing.offers import Offer, offer_of
from shudao.sharing.targets import list_targets, move_target, register_target, target, test_target
from shudao.sharing.timing import TickReport, tick
from shudao.sharing.views import Detail, Holder, application, deliveries, detail, list_applications

__all__ = [
    "Detail",
    "Holder",
    "Offer",
    "TickReport",
    "application",
    "approve",
    "choose_profile",
    "complete",
    "confirm_receipt",
    "consent",
    "decline",
    "deliver",
    "deliveries",
    "detail",
    "dispute",
    "draft",
    "draft_cart",
    "edit",
    "evaluate",
    "file",
    "list_applications",
    "list_limits",
    "list_targets",
    "move_target",
    "offer_of",
    "profile_in_force",
    "refuse",
    "register_target",
    "request_delivery",
    "return_for_completion",
    "send_back",
    "set_limit",
    "submit",
    "target",
    "test_target",
    "tick",
    "withdraw",
]

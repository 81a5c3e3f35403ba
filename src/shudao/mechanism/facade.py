"""The door of mechanism: organisations, people and posts, duties, accountability, and leaving office."""

from shudao.mechanism.accountability import (
    claim_ownership,
    doubly_owned,
    hand_over,
    list_owners,
    name_owner,
    note_asset,
    owned_by,
    owner_of,
    settle_ownership,
    unowned,
)
from shudao.mechanism.appointments import (
    appoint,
    assign_roles,
    contact_of,
    define_posts,
    end_appointment,
    list_appointments,
    list_posts,
    post_conflicts,
    reporting_chart,
)
from shudao.mechanism.departure import depart, held_duties
from shudao.mechanism.directory import import_directory
from shudao.mechanism.duties import list_duties, register_duties
from shudao.mechanism.history import organisation_versions
from shudao.mechanism.organisations import (
    children,
    create_organisation,
    edit_organisation,
    list_organisations,
    organisation,
    organisation_by_code,
    superiors,
    tree,
)
from shudao.mechanism.people import (
    create_person,
    edit_person,
    list_people,
    may_edit_person,
    may_see_contacts,
    person,
    person_by_code,
    without_contacts,
)
from shudao.mechanism.processes import names_of_business, step_uses, steps_without_objects
from shudao.mechanism.reforming import preview_reform, propose_reform
from shudao.mechanism.reforms import cancel_reform, list_reforms, reform, resume_reform, successions
from shudao.mechanism.relations import claimed_assets, current_organisations, current_owners, names_of
from shudao.mechanism.splitting import count_things, things

__all__ = [
    "appoint",
    "assign_roles",
    "cancel_reform",
    "children",
    "claim_ownership",
    "claimed_assets",
    "contact_of",
    "count_things",
    "create_organisation",
    "create_person",
    "current_organisations",
    "current_owners",
    "define_posts",
    "depart",
    "doubly_owned",
    "edit_organisation",
    "edit_person",
    "end_appointment",
    "hand_over",
    "held_duties",
    "import_directory",
    "list_appointments",
    "list_duties",
    "list_organisations",
    "list_owners",
    "list_people",
    "list_posts",
    "list_reforms",
    "may_edit_person",
    "may_see_contacts",
    "name_owner",
    "names_of",
    "names_of_business",
    "note_asset",
    "organisation",
    "organisation_by_code",
    "organisation_versions",
    "owned_by",
    "owner_of",
    "person",
    "person_by_code",
    "post_conflicts",
    "preview_reform",
    "propose_reform",
    "reform",
    "register_duties",
    "reporting_chart",
    "resume_reform",
    "settle_ownership",
    "step_uses",
    "steps_without_objects",
    "successions",
    "superiors",
    "things",
    "tree",
    "unowned",
    "without_contacts",
]

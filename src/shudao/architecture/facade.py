"""The door of architecture: the ledger, systems and sources, grades, the catalogue, search and lineage."""

from shudao.architecture.browsing import browse
from shudao.architecture.campaigns import (
    campaign,
    campaign_progress,
    end_campaign,
    list_campaigns,
    remind_campaign,
    start_campaign,
)
from shudao.architecture.catalogue import (
    catalogue_entry,
    create_entry,
    entry_versions,
    list_catalogue,
    list_legal_bases,
    register_legal_basis,
    revise_entry,
    visible_entry,
)
from shudao.architecture.catalogue_checks import local_fields
from shudao.architecture.catalogue_codes import active_rule, choose_rule, recode_entry
from shudao.architecture.catalogue_life import (
    approve_entry,
    drop_revision,
    recall_entry,
    reject_entry,
    submit_entry,
)
from shudao.architecture.certifying import (
    certifications,
    certify_source,
    declare_quality_plan,
    invalidate_certification,
)
from shudao.architecture.changes import earlier_versions, propose_change
from shudao.architecture.claims import claim_tables, exclude_tables, list_register, release_tables, table_counts
from shudao.architecture.confirming import confirm_table, confirmation_sheet, discard_draft, save_draft
from shudao.architecture.connecting import connection_of, note_read, try_connection
from shudao.architecture.ddl.checking import check_definitions, findings_as_csv
from shudao.architecture.definitions import definition
from shudao.architecture.drafts import discard_drafts, return_subtree, rewrite_attribute, rewrite_node
from shudao.architecture.drifting import drift, list_drifts, settle_drift
from shudao.architecture.entities import children, entities, entity, node, object_map, visible_entity, visible_node
from shudao.architecture.grading import confirm_lowering, confirm_owner, list_lowerings, propose_lowering, set_grades
from shudao.architecture.handover import (
    list_handovers,
    offer_handover,
    open_handover,
    receive_secret,
    withdraw_handover,
)
from shudao.architecture.harvest.knowledge import propose_architecture
from shudao.architecture.harvesting import check_source, harvest_run, list_harvests, run_harvest, start_harvest
from shudao.architecture.impact import touched_by
from shudao.architecture.indicators.compiling import compiled
from shudao.architecture.indicators.defining import (
    define_indicator,
    define_term,
    publish_indicator,
    retire_indicator,
    submit_indicator,
)
from shudao.architecture.indicators.describing import define_described
from shudao.architecture.indicators.expression import work_out
from shudao.architecture.indicators.reading import indicator, indicator_versions, list_indicators, list_terms
from shudao.architecture.indicators.resolving import lineage_of as indicator_lineage
from shudao.architecture.indicators.resolving import plan_of as indicator_plan
from shudao.architecture.indicators.resolving import sql_of as indicator_sql
from shudao.architecture.indicators.times import compared_day
from shudao.architecture.indicators.times import interval as period_of
from shudao.architecture.indicators.times import shifted as earlier_period
from shudao.architecture.ledger import define_architecture, next_code, publish_subtree, submit_subtree
from shudao.architecture.ledger_completeness import completeness, missing
from shudao.architecture.ledger_loading import load_ledger
from shudao.architecture.lineage import lineage, record_lineage
from shudao.architecture.rates import entry_rates
from shudao.architecture.relations import (
    catalogue_entries,
    certified_sources,
    grade_rank,
    lineage_edges,
    published_attributes,
    published_indicators,
    published_nodes,
    quality_plans,
)
from shudao.architecture.retiring import propose_retirement
from shudao.architecture.reviewing import decide_entries, duplicates_of, review_batch
from shudao.architecture.rulings import rule_grade
from shudao.architecture.search_finding import search, suggest
from shudao.architecture.search_rebuild import rebuild as rebuild_search
from shudao.architecture.searching import follow_changes, note_signal, trigger_statements
from shudao.architecture.system_pages import list_system_lines, system_page
from shudao.architecture.systems import (
    edit_system,
    list_sources,
    list_systems,
    list_tables,
    register_entity,
    register_source,
    register_system,
    register_table,
    set_secret,
    set_system_state,
    source,
    system,
    visible_source,
)
from shudao.architecture.tracing import untraced

__all__ = [
    "active_rule",
    "approve_entry",
    "browse",
    "campaign",
    "campaign_progress",
    "catalogue_entries",
    "catalogue_entry",
    "certifications",
    "certified_sources",
    "certify_source",
    "check_definitions",
    "check_source",
    "children",
    "choose_rule",
    "claim_tables",
    "compared_day",
    "compiled",
    "completeness",
    "confirm_lowering",
    "confirm_owner",
    "confirm_table",
    "confirmation_sheet",
    "connection_of",
    "create_entry",
    "decide_entries",
    "declare_quality_plan",
    "define_architecture",
    "define_described",
    "define_indicator",
    "define_term",
    "definition",
    "discard_draft",
    "discard_drafts",
    "drift",
    "drop_revision",
    "duplicates_of",
    "earlier_period",
    "earlier_versions",
    "edit_system",
    "end_campaign",
    "entities",
    "entity",
    "entry_rates",
    "entry_versions",
    "exclude_tables",
    "findings_as_csv",
    "follow_changes",
    "grade_rank",
    "harvest_run",
    "indicator",
    "indicator_lineage",
    "indicator_plan",
    "indicator_sql",
    "indicator_versions",
    "invalidate_certification",
    "lineage",
    "lineage_edges",
    "list_campaigns",
    "list_catalogue",
    "list_drifts",
    "list_handovers",
    "list_harvests",
    "list_indicators",
    "list_legal_bases",
    "list_lowerings",
    "list_register",
    "list_sources",
    "list_system_lines",
    "list_systems",
    "list_tables",
    "list_terms",
    "load_ledger",
    "local_fields",
    "missing",
    "next_code",
    "node",
    "note_read",
    "note_signal",
    "object_map",
    "offer_handover",
    "open_handover",
    "period_of",
    "propose_architecture",
    "propose_change",
    "propose_lowering",
    "propose_retirement",
    "publish_indicator",
    "publish_subtree",
    "published_attributes",
    "published_indicators",
    "published_nodes",
    "quality_plans",
    "rebuild_search",
    "recall_entry",
    "receive_secret",
    "recode_entry",
    "record_lineage",
    "register_entity",
    "register_legal_basis",
    "register_source",
    "register_system",
    "register_table",
    "reject_entry",
    "release_tables",
    "remind_campaign",
    "retire_indicator",
    "return_subtree",
    "review_batch",
    "revise_entry",
    "rewrite_attribute",
    "rewrite_node",
    "rule_grade",
    "run_harvest",
    "save_draft",
    "search",
    "set_grades",
    "set_secret",
    "set_system_state",
    "settle_drift",
    "source",
    "start_campaign",
    "start_harvest",
    "submit_entry",
    "submit_indicator",
    "submit_subtree",
    "suggest",
    "system",
    "system_page",
    "table_counts",
    "touched_by",
    "trigger_statements",
    "try_connection",
    "untraced",
    "visible_entity",
    "visible_entry",
    "visible_node",
    "visible_source",
    "withdraw_handover",
    "work_out",
]

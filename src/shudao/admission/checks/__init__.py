"""The six standards of lake entry, one file each. A new check is one file, one line here, and one case."""

from shudao.admission.checks.grade import GradeDefined
from shudao.admission.checks.owner import OwnerNamed
from shudao.admission.checks.port import EntryCheck, Subject, SubjectColumn
from shudao.admission.checks.quality_plan import QualityPlanDeclared
from shudao.admission.checks.registration import MetadataRegistered
from shudao.admission.checks.source import SourceCertified
from shudao.admission.checks.standard import StandardPublished

__all__ = ["CHECKS", "Subject", "SubjectColumn"]

CHECKS: tuple[EntryCheck, ...] = (
    OwnerNamed(),
    StandardPublished(),
    SourceCertified(),
    GradeDefined(),
    QualityPlanDeclared(),
    MetadataRegistered(),
)
for _check in CHECKS:
    if not isinstance(_check, EntryCheck):
        raise TypeError(f"{type(_check).__name__} is no entry check")

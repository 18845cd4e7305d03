"""The desk's forms and lists of the stories' record, in the order of the index."""

# ruff: noqa: I001 (the order of registration is that of the index)

from articles.admin.rules import RULES
from articles.admin.article import ArticleAdmin
from articles.admin.statement import StatementAdmin
from articles.admin.lists import ContributorAdmin, SectionAdmin, SubjectAdmin
from articles.admin.evidence import EvidenceAdmin
from articles.admin.quality import FindingAdmin, QualityRunAdmin
from articles.admin.details import (
    ClassificationAdmin,
    CorrectionAdmin,
    CoverageAdmin,
    ImageAdmin,
    MentionAdmin,
    SignatoryAdmin,
    StatementSubjectAdmin,
    WithdrawalAdmin,
)

__all__ = [
    "ArticleAdmin",
    "ClassificationAdmin",
    "ContributorAdmin",
    "CorrectionAdmin",
    "CoverageAdmin",
    "EvidenceAdmin",
    "FindingAdmin",
    "ImageAdmin",
    "RULES",
    "MentionAdmin",
    "QualityRunAdmin",
    "SectionAdmin",
    "SignatoryAdmin",
    "StatementAdmin",
    "StatementSubjectAdmin",
    "SubjectAdmin",
    "WithdrawalAdmin",
]

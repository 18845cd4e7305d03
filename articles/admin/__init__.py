"""The desk's forms and lists of the stories' record, in the order of the index."""

# ruff: noqa: I001 (the order of registration is that of the index)

from articles.admin.rules import RULES
from articles.admin.article import ArticleAdmin
from articles.admin.assignments import AssignmentAdmin
from articles.admin.comments_list import CommentAdmin
from articles.admin.statement import StatementAdmin
from articles.admin.lists import ContributorAdmin, SectionAdmin, SubjectAdmin
from articles.admin.story_templates import StoryTemplateAdmin
from articles.admin.listing_saved import SavedFilterAdmin
from articles.admin import dashboard, exporting
from articles.admin.reports import ReportAdmin
from articles.admin.evidence import EvidenceAdmin
from articles.admin.quality import FindingAdmin, QualityRunAdmin
from articles.admin.pictures import ImageAdmin
from articles.admin.preview_links import PreviewLinkAdmin
from articles.admin.partner_keys import KeyAdmin
from articles.admin.partners import DueFailureAdmin, PartnerAdmin
from articles.admin import notifications, taking
from articles.admin.details import (
    ClassificationAdmin,
    CorrectionAdmin,
    CoverageAdmin,
    MentionAdmin,
    SignatoryAdmin,
    StatementSubjectAdmin,
    WithdrawalAdmin,
)
from articles.admin.webhooks import DeliveryAdmin, EndpointAdmin

__all__ = [
    "ArticleAdmin",
    "AssignmentAdmin",
    "ClassificationAdmin",
    "CommentAdmin",
    "ContributorAdmin",
    "CorrectionAdmin",
    "CoverageAdmin",
    "DeliveryAdmin",
    "DueFailureAdmin",
    "EndpointAdmin",
    "EvidenceAdmin",
    "FindingAdmin",
    "ImageAdmin",
    "RULES",
    "MentionAdmin",
    "KeyAdmin",
    "PartnerAdmin",
    "PreviewLinkAdmin",
    "QualityRunAdmin",
    "ReportAdmin",
    "SavedFilterAdmin",
    "SectionAdmin",
    "SignatoryAdmin",
    "StatementAdmin",
    "StatementSubjectAdmin",
    "StoryTemplateAdmin",
    "SubjectAdmin",
    "WithdrawalAdmin",
    "notifications",
    "taking",
    "dashboard",
    "exporting",
]

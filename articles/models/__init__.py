"""The stories' record: the text, who and what it names, and what each fact rests on."""

from articles.models.article import Article, Classification
from articles.models.assignment import Assignment
from articles.models.comment import Comment
from articles.models.due import DueFailure
from articles.models.editing import Draft, Lock, Presence
from articles.models.embargo import EmbargoAccess
from articles.models.evidence import Evidence
from articles.models.finding import Finding, QualityRun
from articles.models.image import Image, Rendition, Upload
from articles.models.links import Coverage, Mention
from articles.models.notice import Correction, Withdrawal
from articles.models.notification import MailSetting, Notification, NotificationPreference
from articles.models.preview_link import PreviewLink
from articles.models.revision import PlannedChange, Revision
from articles.models.saved_filter import SavedFilter
from articles.models.section import Section
from articles.models.staff import Contributor, Signatory
from articles.models.statement import Statement, StatementSubject
from articles.models.story_print import StoryPrint
from articles.models.story_template import StoryTemplate
from articles.models.subject import Subject

__all__ = [
    "Article",
    "Assignment",
    "Classification",
    "Comment",
    "Contributor",
    "Correction",
    "Coverage",
    "Draft",
    "DueFailure",
    "EmbargoAccess",
    "Evidence",
    "Finding",
    "Image",
    "Lock",
    "MailSetting",
    "Mention",
    "Notification",
    "NotificationPreference",
    "PlannedChange",
    "Presence",
    "PreviewLink",
    "QualityRun",
    "Rendition",
    "Revision",
    "SavedFilter",
    "Section",
    "Signatory",
    "Statement",
    "StatementSubject",
    "StoryTemplate",
    "StoryPrint",
    "Subject",
    "Upload",
    "Withdrawal",
]

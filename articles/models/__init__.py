"""The stories' record: the text, who and what it names, and what each fact rests on."""

from articles.models.article import Article, Classification, Section
from articles.models.evidence import Evidence
from articles.models.finding import Finding, QualityRun
from articles.models.image import Image
from articles.models.links import Coverage, Mention
from articles.models.notice import Correction, Withdrawal
from articles.models.staff import Contributor, Signatory
from articles.models.statement import Statement, StatementSubject
from articles.models.subject import Subject

__all__ = [
    "Article",
    "Classification",
    "Contributor",
    "Correction",
    "Coverage",
    "Evidence",
    "Finding",
    "Image",
    "Mention",
    "QualityRun",
    "Section",
    "Signatory",
    "Statement",
    "StatementSubject",
    "Subject",
    "Withdrawal",
]

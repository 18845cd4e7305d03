"""Four eyes on a story that is out: what one person changes there alone is not saved.

Where the section asks for four eyes, a change is kept as a plan (`articles.planned_changes`) and
made once somebody else has approved it. The gate is where every save ends, in the keeping of its
revision, so that no form, action or command has a way round it.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.history.parts import DECIDED
from articles.history.snapshot import Content, digest
from articles.models import Article, Section
from articles.transitions.table import asks_four_eyes


class Unseen(ValidationError):
    """A change of a story that is out which nobody has approved."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "In this section a change of a story that is out is made only after somebody else "
                "has approved it; make it in the story’s form."
            ),
            code="four_eyes",
        )


def needs_second_look(article: Article) -> bool:
    """Whether what is changed in the story now has to wait for somebody else."""
    return article.is_published and asks_four_eyes(article)


def require_no_change(article: Article, before: Content, now: Content) -> None:
    """Raise Unseen if the story, which is out, was changed and its section asks for four eyes.

    It is asked of the section in which the story stood: nobody evades it by moving the story.
    """
    if not article.is_published or said(before) == said(now):
        return
    section = before["fields"].get("section_id")
    if Section.objects.filter(pk=section, four_eyes=True).exists():
        raise Unseen


def said(content: Content) -> str:
    """What counts when two versions are compared: not the hours, which are decided apart."""
    return digest(content, without=DECIDED)

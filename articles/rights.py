"""Who may change which story: the rules that look at the story, and not at the right alone."""

from typing import Any

from articles.models import Article
from articles.models.section import Section

READ = "articles.view_article"
CHANGE = "articles.change_article"
# What is typed into a story that is out, or due, goes out.
INTO_PRINT = ("articles.publish_article", "articles.amend_article")
EVERYWHERE = "articles.change_section"  # whoever decides who works where


def may_read(user: Any) -> bool:
    """Whether the user reads stories at the desk."""
    return bool(user.is_active and user.is_staff and user.has_perm(READ))


def works_in(user: Any, section: Section | None) -> bool:
    """Whether the user works in the section: it names nobody, or them too."""
    if section is None or user.has_perm(EVERYWHERE):
        return True
    return not section.editor_keys or user.pk in section.editor_keys


def may_touch(user: Any, article: Article) -> bool:
    """Whether what the user types may go into this story, given the right to change stories."""
    if article.is_committed and not any(user.has_perm(right) for right in INTO_PRINT):
        return False
    return works_in(user, article.section)


def may_change(user: Any, article: Article) -> bool:
    """Whether the user may change this story with all that is in it."""
    return user.has_perm(CHANGE) and may_touch(user, article)

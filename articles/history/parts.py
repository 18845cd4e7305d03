"""Which tables and columns make up a story for its history, and which do not."""

from dataclasses import dataclass

from django.db.models import Field, Model

from actors.merging.relations import stored
from articles.models import (
    Article,
    Classification,
    Coverage,
    Evidence,
    Image,
    Mention,
    Signatory,
    Statement,
    StatementSubject,
)


@dataclass(frozen=True)
class Part:
    """A table of rows that belong to a story.

    path: from a row to its story.
    """

    name: str
    model: type[Model]
    path: str = "article_id"


# In the order in which rows can be stored: what another part refers to comes first.
PARTS = (
    Part("mentions", Mention),
    Part("coverages", Coverage),
    Part("statements", Statement),
    Part("subjects", StatementSubject, "statement__article_id"),
    Part("evidence", Evidence),
    Part("signatories", Signatory),
    Part("classifications", Classification),
    Part("images", Image),
)

# Tables that refer to a story, or to one of its rows, and are no part of what an editor wrote.
APART = {
    "articles.revision": "is the history",
    "articles.plannedchange": "is the future",
    "articles.correction": "a public note, written once by a transition",
    "articles.withdrawal": "a public note, written once by a transition",
    "articles.article": "another story: a translation or an update",
    "articles.draft": "unsaved, and its writer’s alone",
    "articles.lock": "who writes in it now",
    "articles.presence": "who has it open now",
    "articles.rendition": "made of a picture, and made anew when it comes back",
    "articles.previewlink": "who may look at it now",
    "articles.assignment": "who is to write it, and until when",
    "articles.comment": "said about the text, not in it",
    "articles.duefailure": "an alarm, gone when its cause is",
    "articles.embargoaccess": "a decision of its own, which no restore may take back or make again",
    "articles.notification": "who was told of what",
    "articles.storyprint": "worked out from the text",
}

# Columns of a story whose change is a transition, or a decision of its own, and no part of the
# text: shown in comparisons where an editor types them, and never brought back by a restore. A
# restore that lifted an embargo or moved an hour would publish what nobody decided to publish.
DECIDED = frozenset({"release_at", "expires_at", "embargo_until", "embargo_reason"})

# Where quoted words stand: found anew in whatever text there is.
PLACED = frozenset({"prefix", "suffix", "anchor", "start", "present"})

# When a row was last saved is not what it says.
_BOOKKEEPING = frozenset({"updated_at"})


def story_columns() -> list[Field]:
    """What editors type into a story itself."""
    own = stored(Article)
    return [column for column in own if column.editable and not column.primary_key]


def restored_columns() -> list[Field]:
    """Those of them that a restore brings back."""
    return [column for column in story_columns() if column.name not in DECIDED]


def row_columns(model: type[Model]) -> list[Field]:
    """Every column of a linked row, its key and public id included, so that it can come back."""
    return [column for column in stored(model) if column.name not in _BOOKKEEPING]

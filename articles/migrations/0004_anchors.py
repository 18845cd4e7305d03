"""Where in its story a sentence stands, and who has checked it."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from articles.anchors import PlainText, Selector
from articles.choices import StatementKind
from newsroom.register.triggers import Rule, watch

SHOWN = (
    "{row}.review <> 'rejected' and exists (select from articles_article a"
    " where a.id = {row}.article_id and a.status in ('published', 'corrected'))"
)
# What shows the sentences of a fact: its meeting or agreement. {e} is a row of evidence.
MEETING = "actors_meeting m where m.id"
GROUNDED = " union ".join(
    (
        f"select m.kind, m.uid from {MEETING} = {{e}}.meeting_id",
        f"select m.kind, m.uid from actors_participation p, {MEETING} = p.meeting_id"
        " and p.id = {e}.participation_id",
        f"select m.kind, m.uid from actors_meetinglink k, {MEETING} = k.meeting_id"
        " and k.id = {e}.meeting_link_id",
        "select 'agreement', g.uid from actors_agreement g where g.id = {e}.agreement_id",
        "select 'agreement', g.uid from actors_party y join actors_agreement g"
        " on g.id = y.agreement_id where y.id = {e}.party_id",
        f"select m.kind, m.uid from actors_agreement g, {MEETING} = g.meeting_id"
        " and g.id = {e}.agreement_id",
        "select m.kind, m.uid from actors_party y join actors_agreement g"
        f" on g.id = y.agreement_id, {MEETING} = g.meeting_id and y.id = {{e}}.party_id",
    )
)
OF_STORY = (
    "select t.* from articles_evidence e cross join lateral ("
    + GROUNDED.replace("{e}", "e")
    + ") t where e.article_id = {row}.id"
)
COLUMNS = ("prefix", "suffix", "anchor", "start", "present")
STATES = [
    ("anchored", "Stands in the text"),
    ("changed", "Changed in the text"),
    ("lost", "Not in the text any more"),
    ("none", "Quotes no words"),
]
REVIEWS = [
    ("unreviewed", "Not looked at"),
    ("confirmed", "Confirmed"),
    ("disputed", "In doubt"),
    ("rejected", "Rejected"),
]


def anchor_all(apps, schema_editor):
    """Find where the sentences and quotations that are there already stand."""
    Article = apps.get_model("articles", "Article")
    for model, column in (("Evidence", "exact"), ("Statement", "text")):
        rows = apps.get_model("articles", model).objects
        articles = Article.objects.filter(pk__in=rows.values("article"))
        for article in articles.iterator(chunk_size=200):
            text = PlainText("\n\n".join(filter(None, (article.lead, article.body_text))))
            found = list(rows.filter(article=article))
            for row in found:
                is_summary = getattr(row, "kind", StatementKind.QUOTE) not in ("quote", "term")
                words = "" if is_summary else getattr(row, column)
                row.anchor, row.start, end = text.find(Selector(words, row.prefix, row.suffix))
                if row.start is not None:
                    if row.anchor == "changed":
                        row.present = text.text[row.start : end]
                    row.prefix, row.suffix = text.around(row.start, end)
            rows.bulk_update(found, COLUMNS)


def columns(model):
    """The columns that both tables get."""
    return [
        migrations.AddField(
            model,
            "anchor",
            models.CharField(
                verbose_name="place in the text",
                choices=STATES,
                default="none",
                editable=False,
                max_length=10,
            ),
        ),
        migrations.AddField(
            model,
            "start",
            models.PositiveIntegerField(
                verbose_name="offset",
                blank=True,
                editable=False,
                help_text="Characters of the story's plain text before the words.",
                null=True,
            ),
        ),
        migrations.AddField(
            model,
            "present",
            models.TextField(
                verbose_name="words as they are now", blank=True, editable=False, default=""
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model,
            "review",
            models.CharField(
                verbose_name="review",
                choices=REVIEWS,
                default="unreviewed",
                help_text="What an editor found. What is rejected is never shown outside.",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model,
            "reviewed_by",
            models.ForeignKey(
                verbose_name="reviewed by",
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model,
            "reviewed_at",
            models.DateTimeField(verbose_name="reviewed at", blank=True, editable=False, null=True),
        ),
    ]


def context(model, operation):
    return [
        operation(
            model,
            "prefix",
            models.CharField(
                verbose_name="words before",
                blank=True,
                help_text="Filled by itself; tells apart words that occur more than once.",
                max_length=200,
            ),
        ),
        operation(
            model,
            "suffix",
            models.CharField(verbose_name="words after", blank=True, max_length=200),
        ),
    ]


def rules(model):
    """The constraints and indexes that both tables get."""
    Q = models.Q
    return [
        migrations.AddConstraint(
            model,
            models.CheckConstraint(
                name=f"{model}_anchor_is_known",
                condition=Q(anchor__in=["anchored", "changed", "lost", "none"]),
            ),
        ),
        migrations.AddConstraint(
            model,
            models.CheckConstraint(
                name=f"{model}_review_is_known",
                condition=Q(review__in=["unreviewed", "confirmed", "disputed", "rejected"]),
            ),
        ),
        migrations.AddConstraint(
            model,
            models.CheckConstraint(
                name=f"{model}_lost_has_no_place",
                condition=Q(start__isnull=True) | Q(anchor__in=["anchored", "changed"]),
            ),
        ),
        migrations.AddIndex(
            model,
            models.Index(
                fields=["anchor"],
                condition=Q(anchor__in=["changed", "lost"]),
                name=f"{model}_anchor_idx",
            ),
        ),
        migrations.AddIndex(
            model,
            models.Index(
                fields=["review"], condition=~Q(review="confirmed"), name=f"{model}_review_idx"
            ),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_statement_moves"),
        ("register", "0003_search_and_marks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "evidence",
            "attests_on",
            models.DateField(
                blank=True,
                help_text=(
                    "For an office, a rank or a membership: the day for which the sentence states"
                    " it. Empty: the day of the news, else the day of publication."
                ),
                null=True,
                verbose_name="attests the day",
            ),
        ),
        migrations.AddField(
            "evidence",
            "is_about_the_past",
            models.BooleanField(
                default=False,
                help_text=("It states what was, not what is: without a day given it attests none."),
                verbose_name="speaks of the past",
            ),
        ),
        *columns("evidence"),
        *columns("statement"),
        *context("evidence", migrations.AlterField),
        *context("statement", migrations.AddField),
        migrations.AddField(
            "evidence",
            "uid",
            models.UUIDField(verbose_name="public identifier", editable=False, null=True),
        ),
        migrations.RunSQL(
            "update articles_evidence set uid = gen_random_uuid()", migrations.RunSQL.noop
        ),
        migrations.RunPython(anchor_all, migrations.RunPython.noop),
        # The checks that the rows above wait for must be over before the tables change again.
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.AlterField(
            "evidence",
            "uid",
            models.UUIDField(
                verbose_name="public identifier", default=uuid.uuid4, editable=False, unique=True
            ),
        ),
        *rules("evidence"),
        *rules("statement"),
        watch("articles_evidence", Rule(GROUNDED.replace("{e}", "{row}")), name="grounds"),
        watch(
            "articles_article",
            Rule(OF_STORY, changed=("status", "published_at", "uid")),
            name="grounds",
        ),
        # What an editor rejects is hidden at the commit.
        watch(
            "articles_statement",
            Rule("select 'statement', {row}.uid", public=SHOWN, changed=("review",)),
            name="reviews",
        ),
    ]

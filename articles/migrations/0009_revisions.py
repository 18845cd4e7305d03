"""What each save left, planned changes, and trash."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

KINDS = [
    ("saved", "Saved"),
    ("autosaved", "Kept while typing"),
    ("taken_over", "Taken over"),
    ("planned", "Planned"),
    ("applied", "Planned change made"),
    ("restored", "Restored"),
    ("imported", "Imported"),
]
STATES = [("waiting", "Waiting"), ("applied", "Made"), ("cancelled", "Given up")]

# What was kept is history: nothing rewrites it, and of a story that was out nothing deletes it.
# An author's account may go, which leaves the column empty.
KEEP = """
create function articles_keep_revisions() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if (to_jsonb(new) - 'author_id') is distinct from (to_jsonb(old) - 'author_id')
        or (new.author_id is not null and new.author_id is distinct from old.author_id) then
      raise exception 'a revision is never changed' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if exists (
    select 1 from articles_article a where a.id = old.article_id and a.published_at is not null
  ) then
    raise exception 'the revisions of a story that was out are kept'
      using errcode = 'check_violation';
  end if;
  return old;
end $$;
create trigger articles_keep_revisions before update or delete on articles_revision
  for each row execute function articles_keep_revisions();
"""
UNKEEP = """
drop trigger articles_keep_revisions on articles_revision;
drop function articles_keep_revisions();
"""


def to_user(label, help_text="", **options):
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.SET_NULL,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        verbose_name=label,
        help_text=help_text,
        **options,
    )


def owned_by(to, label, related_name, help_text=""):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE,
        related_name=related_name,
        to=to,
        verbose_name=label,
        help_text=help_text,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_workflow"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        help_text="Counts from 1 in each story.", verbose_name="number"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=KINDS, default="saved", max_length=10, verbose_name="kind"
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                (
                    "comment",
                    models.CharField(
                        blank=True,
                        help_text="For the newsroom only.",
                        max_length=300,
                        verbose_name="comment",
                    ),
                ),
                ("status", models.CharField(max_length=10, verbose_name="status of the story")),
                ("content", models.JSONField(verbose_name="content")),
                ("article", owned_by("articles.article", "article", "revisions")),
                ("author", to_user("author", "Empty: the system.")),
            ],
            options={
                "verbose_name": "revision",
                "verbose_name_plural": "revisions",
                "ordering": ["-number"],
                "default_permissions": ("view",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=["article", "number"], name="revision_once_per_number"
                    ),
                    models.CheckConstraint(
                        name="revision_number_counts_from_one", condition=Q(number__gte=1)
                    ),
                    models.CheckConstraint(
                        name="revision_kind_is_known",
                        condition=Q(kind__in=[value for value, _ in KINDS]),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "planned_at",
                    models.DateTimeField(
                        help_text="The newsroom’s own time. The change goes out at that minute.",
                        verbose_name="planned at",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="Given, the change goes out as a correction with this note.",
                        verbose_name="public note",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=STATES, default="waiting", max_length=10, verbose_name="state"
                    ),
                ),
                (
                    "applied_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="made at"),
                ),
                (
                    "failed_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="It is tried again each minute.",
                        null=True,
                        verbose_name="last failed at",
                    ),
                ),
                ("failure", models.TextField(blank=True, verbose_name="why it failed")),
                ("article", owned_by("articles.article", "article", "planned_changes")),
                (
                    "based_on",
                    owned_by(
                        "articles.revision",
                        "made from",
                        "+",
                        "The version from which the change was made.",
                    ),
                ),
                ("planned_by", to_user("planned by")),
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan",
                        to="articles.revision",
                        verbose_name="future version",
                    ),
                ),
            ],
            options={
                "verbose_name": "planned change",
                "verbose_name_plural": "planned changes",
                "ordering": ["planned_at", "id"],
                "default_permissions": ("view",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=["article"],
                        condition=Q(state="waiting"),
                        name="plannedchange_one_waits_per_story",
                    ),
                    models.CheckConstraint(
                        name="plannedchange_state_is_known",
                        condition=Q(state__in=[value for value, _ in STATES]),
                    ),
                    models.CheckConstraint(
                        name="plannedchange_applied_has_a_time",
                        condition=~Q(state="applied") | Q(applied_at__isnull=False),
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["planned_at"],
                        condition=Q(state="waiting"),
                        name="plannedchange_planned_idx",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="trashed_at",
            field=models.DateTimeField(
                blank=True,
                db_index=True,
                editable=False,
                null=True,
                verbose_name="thrown away at",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="trashed_by",
            field=to_user("thrown away by", editable=False),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                name="article_thrown_away_was_never_out",
                condition=Q(trashed_at__isnull=True)
                | Q(published_at__isnull=True, status__in=["draft", "in_review", "ready"]),
            ),
        ),
        migrations.RunSQL(KEEP, UNKEEP),
    ]

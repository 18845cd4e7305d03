"""Versions, drafts kept while typing, and who has a story open."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def to_article(related_name, **options):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE,
        related_name=related_name,
        to="articles.article",
        verbose_name="article",
        **options,
    )


def to_user(label, on_delete=django.db.models.deletion.CASCADE, **options):
    return models.ForeignKey(
        on_delete=on_delete,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        verbose_name=label,
        **options,
    )


def now(label):
    return models.DateTimeField(default=django.utils.timezone.now, verbose_name=label)


def tab():
    return models.UUIDField(verbose_name="tab of the browser")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_revisions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="article",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", ID.clone()),
                ("tab", tab()),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Of the story, when the form was opened.",
                        verbose_name="version",
                    ),
                ),
                (
                    "data",
                    models.JSONField(
                        help_text="Names and values of the form’s fields, in their order.",
                        verbose_name="what was typed",
                    ),
                ),
                (
                    "base",
                    models.JSONField(
                        blank=True,
                        help_text="The same of the story as it was when the form was opened, if that is known.",
                        null=True,
                        verbose_name="what it was typed over",
                    ),
                ),
                ("saved_at", now("kept at")),
                (
                    "article",
                    to_article(
                        "drafts",
                        blank=True,
                        null=True,
                        help_text="None for a story that has not been saved yet.",
                    ),
                ),
                ("user", to_user("user")),
            ],
            options={
                "verbose_name": "unsaved text",
                "verbose_name_plural": "unsaved texts",
                "ordering": ["-saved_at", "-id"],
                "indexes": [models.Index(fields=["saved_at"], name="draft_saved_at_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "tab", "article"),
                        name="draft_once_per_tab_and_story",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", ID.clone()),
                ("tab", tab()),
                ("since", now("since")),
                ("seen_at", now("seen at")),
                (
                    "taken_over_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="taken over at"),
                ),
                ("article", to_article("presences")),
                (
                    "taken_over_by",
                    to_user(
                        "taken over by",
                        django.db.models.deletion.SET_NULL,
                        blank=True,
                        null=True,
                        help_text="Who took over what was being written in this tab.",
                    ),
                ),
                ("user", to_user("user")),
            ],
            options={
                "verbose_name": "open story",
                "verbose_name_plural": "open stories",
                "ordering": ["since", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "tab", "user"), name="presence_once_per_tab"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Lock",
            fields=[
                ("id", ID.clone()),
                ("tab", tab()),
                ("since", now("since")),
                ("seen_at", now("seen at")),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lock",
                        to="articles.article",
                        verbose_name="article",
                    ),
                ),
                ("owner", to_user("owner")),
            ],
            options={"verbose_name": "lock", "verbose_name_plural": "locks"},
        ),
    ]

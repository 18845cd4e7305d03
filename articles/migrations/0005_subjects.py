"""Subjects with labels in many languages, and retired ones."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from newsroom.register.triggers import Rule, watch

# Stories filed under a subject, a narrower one, or one that either has replaced: all of these
# are found under its code. Up first, to what it was or is replaced by, then down.
KIN = """
with recursive present(id) as (
  select {row}.id union select {row}.replaced_by_id
  union select s.replaced_by_id from articles_subject s join present p on p.id = s.id
), kin(id) as (
  select id from present where id is not null
  union select s.id from articles_subject s join kin k on k.id in (s.broader_id, s.replaced_by_id)
)
select distinct 'article', a.uid from kin
  join articles_classification c on c.subject_id = kin.id
  join articles_article a on a.id = c.article_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_anchors"),
        ("register", "0006_labels"),
    ]

    operations = [
        migrations.AddField(
            "subject",
            "labels",
            models.JSONField(
                blank=True,
                default=dict,
                help_text="By code of the language, as JSON: de, ar, zh and so on.",
                verbose_name="names in other languages",
            ),
        ),
        migrations.AddField(
            "subject",
            "is_retired",
            models.BooleanField(
                default=False,
                help_text="Not to be given to new stories any more.",
                verbose_name="retired",
            ),
        ),
        migrations.AddField(
            "subject",
            "replaced_by",
            models.ForeignKey(
                blank=True,
                help_text="What a retired subject is called now; its stories are found there.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced",
                to="articles.subject",
                verbose_name="replaced by",
            ),
        ),
        migrations.AlterField(
            "subject",
            "broader",
            models.ForeignKey(
                blank=True,
                help_text=(
                    "Whoever asks for the broader subject finds the stories of this one too."
                ),
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="narrower",
                to="articles.subject",
                verbose_name="broader subject",
            ),
        ),
        migrations.AddConstraint(
            "subject",
            models.CheckConstraint(
                name="subject_is_not_broader_than_itself",
                condition=Q(broader__isnull=True) | ~Q(broader=F("id")),
            ),
        ),
        migrations.AddConstraint(
            "subject",
            models.CheckConstraint(
                name="subject_does_not_replace_itself",
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("id")),
            ),
        ),
        migrations.AddConstraint(
            "subject",
            models.CheckConstraint(
                name="subject_replaced_is_retired",
                condition=Q(replaced_by__isnull=True) | Q(is_retired=True),
            ),
        ),
        watch("articles_subject", Rule(KIN), name="kin"),
        # Stories are asked for by subject through the documents that the register keeps.
        migrations.RunSQL(
            "create index item_subjects_gin on register_item"
            " using gin ((doc -> 'subjects') jsonb_path_ops) where kind = 'article'",
            "drop index item_subjects_gin",
        ),
    ]

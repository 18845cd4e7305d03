"""A correction can hide what a story said before."""

from django.db import migrations, models

# The documents of stories that were corrected gain a member at the worker's next round.
MARK_CORRECTED = """
insert into register_mark (kind, uid, retract)
select 'article', a.uid, false from articles_article a
where exists (select from articles_correction c where c.article_id = a.id)
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_reports_of_readers"), ("register", "0011_past")]

    operations = [
        migrations.AddField(
            model_name="correction",
            name="hides_earlier",
            field=models.BooleanField(
                default=False,
                help_text="For legal reasons only. What the story said before is deleted from the "
                "public history, for good: readers see that there was another version, and not "
                "its words. The newsroom keeps its own history.",
                verbose_name="hides earlier versions",
            ),
        ),
        migrations.AddField(
            model_name="plannedchange",
            name="hides_earlier",
            field=models.BooleanField(default=False, verbose_name="hides earlier versions"),
        ),
        migrations.RunSQL(MARK_CORRECTED, migrations.RunSQL.noop),
    ]

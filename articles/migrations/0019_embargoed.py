"""Partners who are entitled to a story under embargo get it once it is scheduled."""

from django.db import migrations, models

from newsroom.register.triggers import Rule, watch

ENTITLED = "exists (select from articles_embargoaccess e where e.article_id = {row}.id)"
# Whether anybody outside may see it: the world, or those who are entitled to it early.
SHOWN = (
    f"({{row}}.status in ('published', 'corrected') or {{row}}.status = 'scheduled' and {ENTITLED})"
)
ARTICLE = "select 'article', a.uid from articles_article a where a.id = {row}.article_id"
# A story that is out stays out for the world, whoever was entitled before.
EARLY = (
    "exists (select from articles_article a where a.id = {row}.article_id"
    " and a.status = 'scheduled')"
)
OF_PARTNER = (
    "select 'article', a.uid from articles_embargoaccess e join articles_article a"
    " on a.id = e.article_id where e.partner_id = {row}.id"
)
# Every document gains a member, and what is not a story gains a label; at the worker's next rounds.
MARK_ALL = """
insert into register_mark (kind, uid, retract)
select kind, uid, false from register_item where live
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0018_hides_earlier"),
        ("register", "0014_events"),
        ("partners", "0002_keys"),
    ]
    operations = [
        migrations.AlterField(
            model_name="embargoaccess",
            name="partner",
            field=models.ForeignKey(
                help_text="Gets the story once it is scheduled, before the embargo ends, if its "
                "contract lets it have such stories.",
                on_delete=models.PROTECT,
                related_name="+",
                to="partners.partner",
                verbose_name="partner",
            ),
        ),
        watch("articles_article", Rule("select 'article', {row}.uid", public=SHOWN), name="early"),
        watch("articles_embargoaccess", Rule(ARTICLE, public=EARLY)),
        watch("partners_partner", Rule(OF_PARTNER, changed=("slug",)), name="articles"),
        migrations.RunSQL(MARK_ALL, migrations.RunSQL.noop),
    ]

"""How a sentence words a fact; documents of actors and offices name their sentences."""

from django.db import migrations, models

from newsroom.register.triggers import Rule, watch

ACTOR = "select a.kind, a.uid from actors_actor a"
# What shows the sentences of a fact: actors and offices. {e} is a row of evidence.
GROUNDED = " union ".join(
    (
        f"{ACTOR} where a.id = {{e}}.actor_id",
        f"{ACTOR} join actors_name n on n.actor_id = a.id where n.id = {{e}}.name_id",
        f"{ACTOR} join actors_tenure t on t.person_id = a.id where t.id = {{e}}.tenure_id",
        "select 'office', o.uid from actors_office o join actors_tenure t on t.office_id = o.id"
        " where t.id = {e}.tenure_id",
        f"{ACTOR} join actors_rank r on r.person_id = a.id where r.id = {{e}}.rank_id",
        f"{ACTOR} join actors_membership m on a.id in (m.member_id, m.organisation_id)"
        " where m.id = {e}.membership_id",
    )
)
OF_STORY = (
    "select g.* from articles_evidence e cross join lateral ("
    + GROUNDED.replace("{e}", "e")
    + ") g where e.article_id = {row}.id"
)


class Migration(migrations.Migration):
    dependencies = [("articles", "0014_checks"), ("actors", "0010_sources_of_tenures")]

    operations = [
        migrations.AddField(
            model_name="evidence",
            name="as_printed",
            field=models.CharField(
                blank=True,
                help_text=(
                    "For an office or a rank: how the sentence prints it, "
                    "as in “ministre malien de la Défense”."
                ),
                max_length=300,
                verbose_name="wording",
            ),
        ),
        watch("articles_evidence", Rule(GROUNDED.replace("{e}", "{row}")), name="careers"),
        watch(
            "articles_article",
            Rule(OF_STORY, changed=("status", "published_at", "uid")),
            name="careers",
        ),
    ]

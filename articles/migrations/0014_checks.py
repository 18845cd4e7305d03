"""Fingerprints of stories, stale translations, original words, chains without circles."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

from newsroom.register.triggers import Rule, watch

PRINTS = """
create function articles_prints(content text) returns integer[]
language sql immutable strict parallel safe as $$
  with said as (
    select word, n
    from unnest(string_to_array(btrim(register_fold(content)), ' ')) with ordinality as w (word, n)
  ), runs as (
    select hashtext(word || coalesce(' ' || lead(word) over following, '')
        || coalesce(' ' || lead(word, 2) over following, '')) as hash,
      lead(word, 2) over following is not null as is_whole, count(*) over () as length
    from said window following as (order by n)
  )
  select coalesce(array_agg(distinct hash), '{}') from runs
  where (is_whole or length < 3) and (length <= 80 or hash & 3 = 0)
$$;
create function articles_keep_prints() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    delete from articles_storyprint where article_id = old.id;
    return null;
  end if;
  if tg_op = 'UPDATE' and (old.headline, old.lead, old.body_text)
      is not distinct from (new.headline, new.lead, new.body_text) then
    return null;
  end if;
  insert into articles_storyprint (article_id, hashes)
    values (new.id, articles_prints(concat_ws(' . ', new.headline, new.lead, new.body_text)))
    on conflict (article_id) do update set hashes = excluded.hashes;
  return null;
end $$;
create trigger articles_keep_prints
  after insert or delete or update of headline, lead, body_text on articles_article
  for each row execute function articles_keep_prints();
insert into articles_storyprint (article_id, hashes)
  select id, articles_prints(concat_ws(' . ', headline, lead, body_text)) from articles_article;
"""
NO_PRINTS = """
drop trigger articles_keep_prints on articles_article;
drop function articles_keep_prints();
drop function articles_prints(text);
"""

# What a text that is out says differently, its translations do not say yet.
STALE = """
create function articles_mark_translations() returns trigger language plpgsql as $$
begin
  update articles_article set stale_since = now()
    where translation_of_id = new.id and stale_since is null;
  return null;
end $$;
create trigger articles_mark_translations
  after update of headline, lead, body_text on articles_article for each row
  when (new.status in ('published', 'corrected') and (old.headline, old.lead, old.body_text)
    is distinct from (new.headline, new.lead, new.body_text))
  execute function articles_mark_translations();
create function articles_new_source() returns trigger language plpgsql as $$
begin
  new.stale_since := null;
  return new;
end $$;
create trigger articles_new_source before update of translation_of_id on articles_article
  for each row when (old.translation_of_id is distinct from new.translation_of_id)
  execute function articles_new_source();
"""
NOT_STALE = """
drop trigger articles_new_source on articles_article;
drop function articles_new_source();
drop trigger articles_mark_translations on articles_article;
drop function articles_mark_translations();
"""


def no_circle(column, constraint):
    """A trigger by which no story follows, over others, from itself."""
    name = f"articles_{column}_no_circle"
    return migrations.RunSQL(
        f"""
create function {name}() returns trigger language plpgsql as $$
begin
  -- Of two ties made at once, each could close the other's circle.
  perform pg_advisory_xact_lock(hashtext('{name}'));
  if exists (
    with recursive up (id) as (
      select new.{column}
      union
      select a.{column} from up join articles_article a on a.id = up.id
        where a.{column} is not null
    ) select from up where id = new.id) then
    raise exception 'a circle of stories' using
      errcode = 'check_violation', constraint = '{constraint}', table = 'articles_article';
  end if;
  return null;
end $$;
create trigger {name} after insert or update of {column} on articles_article
  for each row when (new.{column} is not null) execute function {name}();
""",
        f"drop trigger {name} on articles_article; drop function {name}();",
    )


# The other versions of a story name it as previous, as next, or in their order.
VERSIONS = """
with recursive up (id, earlier) as (
  select {row}.id, {row}.update_of_id
  union
  select a.id, a.update_of_id from up join articles_article a on a.id = up.earlier
), down (id) as (
  select id from up
  union
  select a.id from down join articles_article a on a.update_of_id = down.id
)
select 'article', a.uid from down join articles_article a on a.id = down.id where a.id <> {row}.id
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_day"), ("register", "0007_names")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="stale_since",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="stale since"
            ),
        ),
        migrations.AddField(
            model_name="section",
            name="hold_stale_translations",
            field=models.BooleanField(
                default=False,
                help_text="A translation whose source was corrected is not published before somebody has said that it is up to date.",
                verbose_name="hold stale translations",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="original_text",
            field=models.TextField(
                blank=True,
                help_text="In a translated story: what was said, in the language in which the source gives it.",
                verbose_name="original words",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="original_language",
            field=models.CharField(
                blank=True, max_length=10, verbose_name="language of the original words"
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stale_since__isnull", True),
                    ("translation_of__isnull", False),
                    _connector="OR",
                ),
                name="article_stale_is_a_translation",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("stale_since__isnull", False)),
                fields=["stale_since"],
                name="article_stale_idx",
            ),
        ),
        migrations.CreateModel(
            name="StoryPrint",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="articles.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "hashes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(),
                        editable=False,
                        size=None,
                        verbose_name="fingerprints",
                    ),
                ),
            ],
            options={
                "verbose_name": "fingerprints of a story",
                "verbose_name_plural": "fingerprints of stories",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["hashes"], name="storyprint_hashes_idx"
                    )
                ],
            },
        ),
        migrations.RunSQL(PRINTS, NO_PRINTS),
        migrations.RunSQL(STALE, NOT_STALE),
        no_circle("update_of_id", "article_updates_make_no_circle"),
        no_circle("translation_of_id", "article_translations_make_no_circle"),
        watch("articles_article", Rule(VERSIONS), name="versions"),
    ]

"""Ways of writing actors, places and offices, for looking them up."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Greatest, Least

MARK = """
create function actors_mark_spelling(thing text, thing_id bigint) returns void language sql as $$
  insert into actors_stalespelling (thing, thing_id) select $1, $2 where $2 is not null
$$;
"""
UNMARK = "drop function actors_mark_spelling(text, bigint)"
# What each table says that spellings are made from: (statements for the row before and after a
# change, columns that count in an update, statement for a deletion).
ACTOR = """
    perform actors_mark_spelling('actor', {row}.id);
    perform actors_mark_spelling('actor', {row}.merged_into_id);
"""
NAME = "perform actors_mark_spelling('actor', {row}.actor_id);"
KIND = "perform actors_mark_spelling('actor', {row}.actor_ptr_id);"
TABLES = {
    "actors_actor": (ACTOR, "kind name name_en merged_into_id", "actor"),
    "actors_name": (NAME, "actor_id text kind language", ""),
    "actors_person": (KIND, "family_name given_name", ""),
    "actors_organisation": (KIND, "type parent_id home_country_id", ""),
    "actors_country": (KIND, "iso2 iso3 former_code", ""),
    "actors_office": (
        "perform actors_mark_spelling('office', {row}.id);",
        "title title_en short_title level organisation_id country_id",
        "office",
    ),
    "actors_place": (
        "perform actors_mark_spelling('place', {row}.id);",
        "",
        "place",
    ),
}


def watch(table, mark, columns, thing):
    """Triggers by which a table marks the things whose spellings are to be made anew."""
    function = f"actors_spelling_of_{table}"
    compared = [", ".join(f"{row}.{c}" for c in columns.split()) or row for row in ("old", "new")]
    # Whatever deletes the thing, its rows go with it; the rest of the database asks for that.
    delete = f"delete from actors_spelling where {thing}_id = old.id;" if thing else "null;"
    fill = f"insert into actors_stalespelling (thing, thing_id) select '{thing}', id from {table};"
    fill = fill if thing else ""
    return migrations.RunSQL(
        f"""
create function {function}() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and ({compared[0]}) is not distinct from ({compared[1]}) then
    return null;
  end if;
  if tg_op <> 'INSERT' then
    {mark.format(row="old")}
  end if;
  if tg_op <> 'DELETE' then
    {mark.format(row="new")}
  else
    {delete}
  end if;
  return null;
end $$;
create trigger {function} after insert or update or delete on {table}
  for each row execute function {function}();
{fill}
""",
        f"drop trigger {function} on {table}; drop function {function}();",
    )


class Migration(migrations.Migration):
    dependencies = [("actors", "0004_merged_follow_their_target")]

    operations = [
        migrations.CreateModel(
            name="StaleSpelling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "thing",
                    models.CharField(
                        choices=[("actor", "Actor"), ("office", "Office"), ("place", "Place")],
                        max_length=10,
                        verbose_name="what",
                    ),
                ),
                ("thing_id", models.BigIntegerField(verbose_name="primary key")),
            ],
            options={
                "verbose_name": "ways of writing out of date",
                "verbose_name_plural": "ways of writing out of date",
                "indexes": [
                    models.Index(fields=["thing", "thing_id"], name="stalespelling_thing_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="Spelling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="as written")),
                ("folded", models.TextField(db_collation="C", verbose_name="words")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("name", "The record's own name"),
                            ("other", "Another name on record"),
                            ("derived", "Made by rule"),
                        ],
                        max_length=10,
                        verbose_name="source",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("official", "Official name"),
                            ("short", "Short form"),
                            ("acronym", "Acronym"),
                            ("spelling", "Other spelling"),
                            ("transliteration", "Transliteration"),
                            ("former", "Former name"),
                            ("demonym", "Demonym or adjective"),
                            ("misprint", "Misprint"),
                        ],
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                (
                    "need",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Nothing"), (1, "A capital"), (2, "Capitals only")],
                        default=1,
                        verbose_name="needs",
                    ),
                ),
                (
                    "keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="keys",
                    ),
                ),
                (
                    "key_version",
                    models.PositiveSmallIntegerField(verbose_name="version of the rules"),
                ),
                *(
                    (
                        thing,
                        models.ForeignKey(
                            null=True,
                            blank=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="spellings",
                            to=f"actors.{thing}",
                            verbose_name=thing,
                        ),
                    )
                    for thing in ("actor", "office", "place")
                ),
            ],
            options={
                "verbose_name": "way of writing",
                "verbose_name_plural": "ways of writing",
                "indexes": [
                    models.Index(fields=["folded"], name="spelling_folded_idx"),
                    models.Index(fields=["key_version"], name="spelling_key_version_idx"),
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["keys"], name="spelling_keys_gin"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        models.Func(
                            models.Func(
                                models.F("folded"), models.Value(" "), function="string_to_array"
                            ),
                            function="array_to_tsvector",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        fastupdate=False,
                        name="spelling_words_gin",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("actor__isnull", False),
                                ("office__isnull", True),
                                ("place__isnull", True),
                            ),
                            models.Q(
                                ("actor__isnull", True),
                                ("office__isnull", False),
                                ("place__isnull", True),
                            ),
                            models.Q(
                                ("actor__isnull", True),
                                ("office__isnull", True),
                                ("place__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="spelling_of_exactly_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("folded", ""), _negated=True),
                        name="spelling_has_words",
                    ),
                    models.UniqueConstraint(
                        fields=("actor", "office", "place", "text", "source"),
                        name="spelling_once_per_thing",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["name", "other", "derived"])),
                        name="spelling_source_is_known",
                    ),
                ],
            },
        ),
        # How often keys occur is read from the statistics; by default they know too few of them.
        migrations.RunSQL(
            "alter table actors_spelling alter column keys set statistics 300",
            migrations.RunSQL.noop,
        ),
        # Autocompletes offer actors of all kinds in this order before anything is typed.
        migrations.AddIndex(
            model_name="actor",
            index=models.Index(fields=["sort_key", "id"], name="actor_sort_key_idx"),
        ),
        migrations.RunSQL(MARK, UNMARK),
        *(watch(table, *rest) for table, rest in TABLES.items()),
        migrations.CreateModel(
            name="Distinct",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
                (
                    "one",
                    models.ForeignKey(
                        help_text="One of the two.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="actors.actor",
                        verbose_name="one",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        help_text="Whom or what it could be taken for.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="actors.actor",
                        verbose_name="the other",
                    ),
                ),
            ],
            options={
                "verbose_name": "pair told apart",
                "verbose_name_plural": "pairs told apart",
                "ordering": ["-created_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("one", models.F("other")), _negated=True),
                        name="distinct_are_two",
                    ),
                    models.UniqueConstraint(
                        Least("one", "other"),
                        Greatest("one", "other"),
                        name="distinct_once_per_pair",
                    ),
                ],
            },
        ),
    ]

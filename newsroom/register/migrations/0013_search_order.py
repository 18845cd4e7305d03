"""What has no day of its own comes last in the search, whose indexes take things in at once."""

import django.contrib.postgres.indexes
from django.db import migrations

from newsroom.register.sql import run

# As newsroom.register.store does for what comes in from now on. Of the kinds that may have a day
# those without one are told by having come in at the instant that they are sorted by.
MOVE = """
update register_search s
set sort_at = s.sort_at - interval '438291 days',
    facets = array_replace(s.facets, register_month_bucket(s.sort_at),
      register_month_bucket(s.sort_at - interval '438291 days'))
from register_item i where i.uid = s.item_id and i.sort_at = i.first_at and s.sort_at = i.sort_at
"""


# Postgres can change this without building the index anew; Django cannot.
AT_ONCE = """
alter index register_search_gin set (fastupdate = off);
alter index register_search_names set (fastupdate = off);
select gin_clean_pending_list('register_search_gin');
select gin_clean_pending_list('register_search_names')
"""


class Migration(migrations.Migration):
    dependencies = [("register", "0012_suggestions")]
    operations = [
        run("search"),
        run("suggestions"),
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        migrations.RunSQL(
            AT_ONCE,
            migrations.RunSQL.noop,
            state_operations=[
                migrations.RemoveIndex(model_name="entry", name="register_search_gin"),
                migrations.AddIndex(
                    model_name="entry",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["vector", "facets"], name="register_search_gin"
                    ),
                ),
            ],
        ),
    ]

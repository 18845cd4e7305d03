"""What has no day of its own comes last in the search."""

from django.db import migrations

from newsroom.register.sql import run

# As newsroom.register.store does for what comes in from now on. Of the kinds that may have a day
# those without one are told by having come in at the instant that they are sorted by. The index
# takes in at once what was moved, or each search would read through it.
MOVE = """
update register_search s
set sort_at = s.sort_at - interval '438291 days',
    facets = array_replace(s.facets, register_month_bucket(s.sort_at),
      register_month_bucket(s.sort_at - interval '438291 days'))
from register_item i where i.uid = s.item_id and i.sort_at = i.first_at and s.sort_at = i.sort_at;
select gin_clean_pending_list('register_search_gin')
"""


class Migration(migrations.Migration):
    dependencies = [("register", "0012_suggestions")]
    operations = [
        run("search"),
        run("suggestions"),
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
    ]

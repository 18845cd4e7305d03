"""Labels among the facets, and the pool of matches that a page of the search is made from."""

from django.db import migrations

from newsroom.register.sql import run

# What is public already gets its labels at the worker's next round.
MARK_ALL = """
insert into register_mark (kind, uid, retract)
select kind, uid, false from register_item where live
"""


class Migration(migrations.Migration):
    dependencies = [("register", "0008_calendar")]
    operations = [run("search"), migrations.RunSQL(MARK_ALL, migrations.RunSQL.noop)]

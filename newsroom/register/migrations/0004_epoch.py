"""Gives the register its identity; one that is built anew has another."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("register", "0003_search_and_marks")]
    operations = [
        migrations.RunSQL(
            "insert into register_epoch (nonce, singleton) values (gen_random_uuid(), true)"
            " on conflict do nothing",
            migrations.RunSQL.noop,
        ),
    ]

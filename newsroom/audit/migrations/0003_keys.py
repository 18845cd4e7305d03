"""Who gave a key to a partner, and who took it back; what it says is in no log."""

from django.db import migrations

from newsroom.audit.triggers import audited


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_partners"), ("partners", "0002_keys")]
    operations = [
        audited(
            "partners_key",
            "partners.key",
            # Not when it was last used: that is written by whoever uses it.
            columns="partner_id,name,last_four,purpose,is_test,expires_at,revoked_at,digest",
            secret="digest",  # noqa: S106  # the name of a column
            words="$1 ->> 'name'",
        )
    ]

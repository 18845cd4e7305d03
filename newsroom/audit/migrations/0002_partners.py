"""Changes of partners' accounts are written, whoever makes them."""

from django.db import migrations

from newsroom.audit.triggers import audited


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_audit"), ("partners", "0001_partners")]
    operations = [audited("partners_partner", "partners.partner", words="$1 ->> 'name'")]

"""What a story says of a merged record, it says of the one that remains."""

from django.db import migrations

from actors.merging.following import follow


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_findings"), ("actors", "0006_merges")]

    operations = [
        follow("articles_mention", "actor_id"),
        follow("articles_evidence", "actor_id"),
        follow("articles_statement", "speaker_id", "originator_id", "addressee_id"),
        follow("articles_statementsubject", "actor_id"),
    ]

"""A statement that moves out of a published story is hidden at the commit."""

from django.db import migrations

from newsroom.register.triggers import Rule, watch

SHOWN = (
    "exists (select from articles_article a where a.id = {row}.article_id"
    " and a.status in ('published', 'corrected'))"
)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_register_triggers"),
        ("register", "0003_search_and_marks"),
    ]
    operations = [
        watch(
            "articles_statement",
            Rule("select 'statement', {row}.uid", public=SHOWN, changed=("article_id",)),
            name="moves",
        ),
    ]

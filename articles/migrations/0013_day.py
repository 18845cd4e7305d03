"""Assignments, comments, saved filters, templates of stories."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0009_dates_of_names"),
        ("articles", "0012_notifications"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Assignment",
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
                    "title",
                    models.CharField(
                        blank=True,
                        help_text="What is to be covered, if it is not a meeting on record.",
                        max_length=300,
                        verbose_name="title",
                    ),
                ),
                (
                    "due_on",
                    models.DateField(
                        blank=True,
                        help_text="Empty: the day of the meeting.",
                        null=True,
                        verbose_name="day",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("covered", "Covered"),
                            ("dropped", "Dropped"),
                        ],
                        default="planned",
                        help_text="Covered once there is a story; dropped if there will be none.",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "notes",
                    models.TextField(
                        blank=True,
                        help_text="Whom to call, when to be there, how long a text.",
                        verbose_name="notes",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.meeting",
                        verbose_name="meeting",
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who covers it. Empty: nobody yet.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reporter",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        blank=True,
                        help_text="Filled by itself when the story is begun from here.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="assignments",
                        to="articles.article",
                        verbose_name="story",
                    ),
                ),
            ],
            options={
                "verbose_name": "assignment",
                "verbose_name_plural": "assignments",
                "ordering": ["due_on", "id"],
                "indexes": [
                    models.Index(fields=["due_on"], name="assignment_due_idx"),
                    models.Index(
                        condition=models.Q(("status", "planned")),
                        fields=["reporter"],
                        name="assignment_reporter_idx",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["planned", "covered", "dropped"])),
                        name="assignment_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("meeting__isnull", False),
                            models.Q(
                                models.Q(("title", ""), _negated=True), ("due_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="assignment_of_a_meeting_or_a_titled_day",
                    ),
                    models.UniqueConstraint(
                        fields=("meeting", "reporter"), name="assignment_once_per_reporter"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
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
                    "prefix",
                    models.CharField(
                        blank=True,
                        help_text="Filled by itself; tells apart words that occur more than once.",
                        max_length=200,
                        verbose_name="words before",
                    ),
                ),
                (
                    "suffix",
                    models.CharField(blank=True, max_length=200, verbose_name="words after"),
                ),
                (
                    "anchor",
                    models.CharField(
                        choices=[
                            ("anchored", "Stands in the text"),
                            ("changed", "Changed in the text"),
                            ("lost", "Not in the text any more"),
                            ("none", "Quotes no words"),
                        ],
                        default="none",
                        editable=False,
                        max_length=10,
                        verbose_name="place in the text",
                    ),
                ),
                (
                    "start",
                    models.PositiveIntegerField(
                        blank=True,
                        editable=False,
                        help_text="Characters of the story's plain text before the words.",
                        null=True,
                        verbose_name="offset",
                    ),
                ),
                (
                    "present",
                    models.TextField(
                        blank=True, editable=False, verbose_name="words as they are now"
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="For colleagues only; never published.", verbose_name="comment"
                    ),
                ),
                (
                    "exact",
                    models.TextField(
                        blank=True,
                        help_text="Exactly as they stand in the story. Empty: the story as a whole.",
                        verbose_name="words commented on",
                    ),
                ),
                (
                    "resolved_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="resolved at"
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="articles.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="articles.comment",
                        verbose_name="answer to",
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="resolved by",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("parent__isnull", True), ("resolved_at__isnull", True)),
                        fields=["article"],
                        name="comment_open_idx",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("anchor__in", ["anchored", "changed", "lost", "none"])),
                        name="comment_anchor_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start__isnull", True),
                            ("anchor__in", ["anchored", "changed"]),
                            _connector="OR",
                        ),
                        name="comment_lost_has_no_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="comment_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", True), ("exact", ""), _connector="OR"
                        ),
                        name="comment_answer_quotes_nothing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", True), ("resolved_at__isnull", True), _connector="OR"
                        ),
                        name="comment_answer_is_resolved_with_its_question",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Shown above the list.", max_length=60, verbose_name="name"
                    ),
                ),
                ("model", models.CharField(editable=False, max_length=60, verbose_name="list")),
                (
                    "query",
                    models.CharField(
                        blank=True, editable=False, max_length=2000, verbose_name="filter"
                    ),
                ),
                (
                    "is_shared",
                    models.BooleanField(
                        default=False,
                        help_text="Shown to the whole newsroom.",
                        verbose_name="for everybody",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "saved filter",
                "verbose_name_plural": "saved filters",
                "ordering": ["name", "id"],
                "permissions": [
                    ("share_savedfilter", "Can save filters for everybody"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "model", "name"), name="savedfilter_once_per_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="savedfilter_has_a_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoryTemplate",
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
                    "name",
                    models.CharField(
                        help_text="Shown where a story is begun.",
                        max_length=100,
                        unique=True,
                        verbose_name="name",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("story", "A story"),
                            ("correction", "The note of a correction"),
                            ("withdrawal", "The reason of a withdrawal"),
                        ],
                        default="story",
                        help_text="For a correction or a withdrawal, the lead holds the words of the notice.",
                        max_length=10,
                        verbose_name="used for",
                    ),
                ),
                (
                    "headline",
                    models.CharField(
                        blank=True,
                        help_text="{{ meeting }}, {{ date }}, {{ place }}, {{ country }}, {{ host }} and {{ participants }} are filled from the meeting that is chosen; what is not known stays as it is.",
                        max_length=300,
                        verbose_name="headline",
                    ),
                ),
                (
                    "lead",
                    models.TextField(
                        blank=True,
                        help_text="{{ meeting }}, {{ date }}, {{ place }}, {{ country }}, {{ host }} and {{ participants }} are filled from the meeting that is chosen; what is not known stays as it is.",
                        verbose_name="lead",
                    ),
                ),
                (
                    "body",
                    models.TextField(
                        blank=True,
                        help_text="{{ meeting }}, {{ date }}, {{ place }}, {{ country }}, {{ host }} and {{ participants }} are filled from the meeting that is chosen; what is not known stays as it is.",
                        verbose_name="text",
                    ),
                ),
                (
                    "urgency",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "1 – flash"),
                            (2, "2 – urgent"),
                            (3, "3 – high"),
                            (4, "4 – normal"),
                            (5, "5 – moderate"),
                            (6, "6 – low"),
                            (7, "7 – feature"),
                            (8, "8 – archive"),
                        ],
                        default=4,
                        verbose_name="urgency",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        default="fr",
                        help_text="Code such as fr, en, ar.",
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                (
                    "hint",
                    models.TextField(
                        blank=True,
                        help_text="Shown above the new story: what such a story must not go out without.",
                        verbose_name="to be thought of",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="articles.section",
                        verbose_name="section",
                    ),
                ),
                (
                    "subjects",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="articles.subject", verbose_name="subjects"
                    ),
                ),
            ],
            options={
                "verbose_name": "story template",
                "verbose_name_plural": "story templates",
                "ordering": ["kind", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["story", "correction", "withdrawal"])),
                        name="storytemplate_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("urgency__range", (1, 8))),
                        name="storytemplate_urgency_is_one_to_eight",
                    ),
                ],
            },
        ),
    ]

"""Webhooks of partners, and the log of what is sent to them."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import newsroom.delivery.models
import newsroom.delivery.webhooks.addresses


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("partners", "0002_keys"),
    ]

    operations = [
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uid",
                    models.CharField(
                        default=newsroom.delivery.models.message_id,
                        max_length=40,
                        unique=True,
                        verbose_name="message",
                    ),
                ),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("feed.advanced", "The change feed has moved"),
                            ("item.removed", "Something must be removed"),
                            ("endpoint.verify", "Proof of the address"),
                            ("test", "Test"),
                        ],
                        max_length=20,
                        verbose_name="event",
                    ),
                ),
                ("payload", models.JSONField(default=dict, verbose_name="data")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="made at"),
                ),
                (
                    "due_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="next attempt"
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                (
                    "delivered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="delivered at"),
                ),
                (
                    "given_up_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="given up at"),
                ),
                (
                    "fate",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("tried", "No attempt was left"),
                            ("stopped", "The address was disabled"),
                        ],
                        max_length=10,
                        verbose_name="why it was given up",
                    ),
                ),
            ],
            options={
                "verbose_name": "message of a webhook",
                "verbose_name_plural": "messages of webhooks",
                "ordering": ["-made_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "status",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="status"),
                ),
                ("milliseconds", models.PositiveIntegerField(verbose_name="took (ms)")),
                (
                    "fault",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("address_refused", "The address is not one that may be written to"),
                            ("unresolved", "The name leads to no address"),
                            ("unreachable", "No connection"),
                            ("tls", "No secure connection"),
                            ("timeout", "No answer in time"),
                            ("redirected", "It answered with another address"),
                            ("status", "Its answer was not a success"),
                            ("challenge", "The challenge was not in its answer"),
                        ],
                        max_length=20,
                        verbose_name="fault",
                    ),
                ),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attempts",
                        to="delivery.delivery",
                        verbose_name="message",
                    ),
                ),
            ],
            options={
                "verbose_name": "attempt",
                "verbose_name_plural": "attempts",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Endpoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uid",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        unique=True,
                        verbose_name="public identifier",
                    ),
                ),
                (
                    "url",
                    models.CharField(
                        help_text="https, on port 443 or 8443, on the public internet.",
                        max_length=500,
                        validators=[newsroom.delivery.webhooks.addresses.check_url],
                        verbose_name="address",
                    ),
                ),
                (
                    "events",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("feed.advanced", "The change feed has moved"),
                                ("item.removed", "Something must be removed"),
                            ],
                            max_length=20,
                        ),
                        default=newsroom.delivery.models.both_events,
                        help_text="What it is told.",
                        size=None,
                        verbose_name="events",
                    ),
                ),
                ("sandbox", models.CharField(blank=True, editable=False, max_length=10)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unproven", "Not proven yet"),
                            ("active", "Active"),
                            ("disabled", "Disabled"),
                        ],
                        default="unproven",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("gone", "It answered that it is gone (410)"),
                            ("failing", "It failed for five days"),
                            ("partner", "The partner disabled it"),
                            ("newsroom", "The newsroom disabled it"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="why it is disabled",
                    ),
                ),
                (
                    "state_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="since"
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="made at"
                    ),
                ),
                (
                    "made_with",
                    models.CharField(
                        blank=True, editable=False, max_length=10, verbose_name="made with the key"
                    ),
                ),
                ("deleted_at", models.DateTimeField(editable=False, null=True)),
                (
                    "failing_since",
                    models.DateTimeField(editable=False, null=True, verbose_name="failing since"),
                ),
                ("moved_at", models.DateTimeField(editable=False, null=True)),
                ("told_at", models.DateTimeField(editable=False, null=True)),
                ("busy_until", models.DateTimeField(editable=False, null=True)),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="endpoints",
                        to="partners.partner",
                        verbose_name="partner",
                    ),
                ),
            ],
            options={
                "verbose_name": "webhook",
                "verbose_name_plural": "webhooks",
                "ordering": ["partner_id", "id"],
            },
        ),
        migrations.AddField(
            model_name="delivery",
            name="endpoint",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="deliveries",
                to="delivery.endpoint",
                verbose_name="address",
            ),
        ),
        migrations.CreateModel(
            name="Position",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("epoch", models.UUIDField(blank=True, null=True)),
                ("seq", models.BigIntegerField()),
                ("singleton", models.BooleanField(default=True, unique=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("singleton", True)), name="position_is_one"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Secret",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                (
                    "endpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="secrets",
                        to="delivery.endpoint",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.AddConstraint(
            model_name="endpoint",
            constraint=models.UniqueConstraint(
                condition=models.Q(("deleted_at", None)),
                fields=("partner", "sandbox", "url"),
                name="endpoint_once_per_partner",
            ),
        ),
        migrations.AddConstraint(
            model_name="endpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["unproven", "active", "disabled"])),
                name="endpoint_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="endpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("reason__in", ["gone", "failing", "partner", "newsroom"]),
                        ("state", "disabled"),
                    ),
                    models.Q(models.Q(("state", "disabled"), _negated=True), ("reason", "")),
                    _connector="OR",
                ),
                name="endpoint_is_disabled_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="endpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("events__contained_by", ["feed.advanced", "item.removed"]),
                    models.Q(("events", []), _negated=True),
                ),
                name="endpoint_events_are_known",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("delivered_at", None), ("given_up_at", None)),
                fields=["endpoint", "due_at", "id"],
                name="delivery_waiting_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["endpoint", "-made_at", "-id"], name="delivery_log_idx"),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["made_at"], name="delivery_made_idx"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("event__in", ["feed.advanced", "item.removed", "endpoint.verify", "test"])
                ),
                name="delivery_event_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("delivered_at", None), ("given_up_at", None), _connector="OR"),
                name="delivery_arrives_or_is_given_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("fate", ""), ("given_up_at", None)),
                    models.Q(("fate__in", ["tried", "stopped"]), ("given_up_at__isnull", False)),
                    _connector="OR",
                ),
                name="delivery_is_given_up_with_a_fate",
            ),
        ),
        migrations.AddConstraint(
            model_name="secret",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_at", None)),
                fields=("endpoint",),
                name="secret_one_without_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="secret",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__startswith", "whsec_")),
                name="secret_is_in_standard_form",
            ),
        ),
    ]

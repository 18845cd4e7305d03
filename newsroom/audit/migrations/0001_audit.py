"""The audit: its rows, sealed one to the next, and the triggers that write and keep them."""

import django.utils.timezone
from django.db import migrations, models

from newsroom.audit.triggers import ADMIN_LOG, PROTECTION, ROWS, audited

USER = "(select username from auth_user where id = ($1 ->> 'user_id')::int)"
GROUP = "(select name from auth_group where id = ($1 ->> 'group_id')::int)"
PERMISSION = "(select codename from auth_permission where id = ($1 ->> 'permission_id')::int)"


def tie(*ends: str) -> str:
    return "concat_ws(' – ', " + ", ".join(ends) + ")"


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        help_text="When it was done.",
                        verbose_name="at",
                    ),
                ),
                (
                    "user_pk",
                    models.BigIntegerField(
                        blank=True,
                        help_text="Empty: the system itself.",
                        null=True,
                        verbose_name="key of the account",
                    ),
                ),
                (
                    "user_name",
                    models.CharField(
                        blank=True,
                        help_text="The log-in as it was then.",
                        max_length=150,
                        verbose_name="who",
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        help_text="What was done, as a code.", max_length=60, verbose_name="deed"
                    ),
                ),
                (
                    "model",
                    models.CharField(
                        blank=True,
                        help_text="As app.model.",
                        max_length=100,
                        verbose_name="kind of record",
                    ),
                ),
                (
                    "object_id",
                    models.CharField(
                        blank=True,
                        help_text="Its primary key.",
                        max_length=100,
                        verbose_name="key of the record",
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        blank=True,
                        help_text="What it was called then.",
                        max_length=300,
                        verbose_name="record",
                    ),
                ),
                (
                    "detail",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="What changed, and why.",
                        verbose_name="details",
                    ),
                ),
                (
                    "address",
                    models.GenericIPAddressField(
                        blank=True,
                        help_text="Network address of who asked.",
                        null=True,
                        verbose_name="from where",
                    ),
                ),
                (
                    "number",
                    models.BigIntegerField(
                        blank=True,
                        help_text="Its place in the chain.",
                        null=True,
                        unique=True,
                        verbose_name="number",
                    ),
                ),
                (
                    "previous",
                    models.CharField(
                        blank=True,
                        help_text="SHA-256.",
                        max_length=64,
                        verbose_name="digest of the one before",
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        blank=True, help_text="SHA-256.", max_length=64, verbose_name="digest"
                    ),
                ),
            ],
            options={
                "verbose_name": "audit entry",
                "verbose_name_plural": "audit entries",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("number__isnull", True)),
                        fields=["id"],
                        name="auditentry_unsealed_idx",
                    ),
                    models.Index(fields=["at"], name="auditentry_at_idx"),
                    models.Index(fields=["action", "-id"], name="auditentry_action_idx"),
                    models.Index(fields=["user_name", "-id"], name="auditentry_user_idx"),
                    models.Index(fields=["model", "object_id"], name="auditentry_record_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("digest", ""), ("number__isnull", True), ("previous", "")),
                            models.Q(
                                ("number__gte", 1),
                                models.Q(("previous", ""), _negated=True),
                                models.Q(("digest", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="auditentry_sealed_wholly_or_not_at_all",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("action", ""), _negated=True),
                        name="auditentry_names_its_deed",
                    ),
                ],
            },
        ),
        PROTECTION,
        ADMIN_LOG,
        ROWS,
        audited(
            "auth_user",
            "auth.user",
            columns="username,email,is_staff,is_superuser,is_active,password",
            secret="password",
            words="$1 ->> 'username'",
        ),
        audited("auth_group", "auth.group", words="$1 ->> 'name'"),
        audited("auth_user_groups", "auth.user_groups", words=tie(USER, GROUP)),
        audited("auth_group_permissions", "auth.group_permissions", words=tie(GROUP, PERMISSION)),
        audited(
            "auth_user_user_permissions",
            "auth.user_user_permissions",
            words=tie(USER, PERMISSION),
        ),
    ]

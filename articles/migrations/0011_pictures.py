"""Pictures as they are served; links for a preview."""

import datetime
import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import actors.fields
import articles.models.image
from newsroom.register.triggers import Rule, watch

ARTICLE = "select 'article', a.uid from articles_article a where a.id = {row}.article_id"
OF_IMAGE = (
    "select 'article', a.uid from articles_image i join articles_article a on a.id = i.article_id"
    " where i.id = {row}.image_id"
)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0010_editing"),
        ("register", "0003_search_and_marks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="PreviewLink",
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
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="identifier"
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        editable=False,
                        help_text="SHA-256.",
                        max_length=64,
                        unique=True,
                        verbose_name="digest of the token",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="Who is to look at it, and why.",
                        max_length=200,
                        verbose_name="for whom",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                ("expires_at", models.DateTimeField(verbose_name="expires at")),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="revoked at"),
                ),
                (
                    "last_used_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="last used at"),
                ),
                ("uses", models.PositiveIntegerField(default=0, verbose_name="uses")),
            ],
            options={
                "verbose_name": "preview link",
                "verbose_name_plural": "preview links",
                "ordering": ["-made_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Rendition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name of the file")),
                (
                    "shape",
                    models.CharField(
                        choices=[
                            ("whole", "The whole picture"),
                            ("square", "A square around the focal point"),
                        ],
                        max_length=10,
                        verbose_name="shape",
                    ),
                ),
                ("media_type", models.CharField(max_length=20, verbose_name="media type")),
                ("width", models.PositiveIntegerField(verbose_name="width")),
                ("height", models.PositiveIntegerField(verbose_name="height")),
                ("of_file", models.CharField(max_length=100, verbose_name="made of")),
                ("of_x", models.FloatField(verbose_name="made around, from the left")),
                ("of_y", models.FloatField(verbose_name="made around, from the top")),
            ],
            options={
                "verbose_name": "rendition",
                "verbose_name_plural": "renditions",
                "ordering": ["shape", "width", "media_type", "id"],
            },
        ),
        migrations.CreateModel(
            name="Upload",
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
                    "file",
                    models.ImageField(
                        height_field="height",
                        upload_to=articles.models.image.random_name,
                        verbose_name="file",
                        width_field="width",
                    ),
                ),
                (
                    "width",
                    models.PositiveIntegerField(editable=False, null=True, verbose_name="width"),
                ),
                (
                    "height",
                    models.PositiveIntegerField(editable=False, null=True, verbose_name="height"),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="chosen at")),
                (
                    "taken_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="taken up at"
                    ),
                ),
                (
                    "told",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="read from the file"
                    ),
                ),
            ],
            options={
                "verbose_name": "chosen file",
                "verbose_name_plural": "chosen files",
                "ordering": ["-made_at"],
            },
        ),
        migrations.AlterModelOptions(
            name="image",
            options={
                "ordering": ["position", "id"],
                "verbose_name": "image",
                "verbose_name_plural": "images",
            },
        ),
        migrations.RemoveConstraint(
            model_name="image",
            name="image_has_credit_and_alternative_text",
        ),
        migrations.AddField(
            model_name="image",
            name="height",
            field=models.PositiveIntegerField(editable=False, null=True, verbose_name="height"),
        ),
        migrations.AddField(
            model_name="image",
            name="place",
            field=models.CharField(
                blank=True,
                help_text="Town and country; readers see it.",
                max_length=200,
                verbose_name="taken at",
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="position",
            field=models.PositiveSmallIntegerField(
                default=1, help_text="The smallest comes first.", verbose_name="position"
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="taken_on",
            field=actors.fields.PartialDateField(
                blank=True,
                bounds_declared=True,
                help_text="EDTF: 1979, 1979-03, 1979-03-14, 1979~ (about), 1979? (uncertain). Empty: unknown.",
                max_length=64,
                verbose_name="taken on",
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="taken_on_earliest",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="image",
            name="taken_on_latest",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="image",
            name="width",
            field=models.PositiveIntegerField(editable=False, null=True, verbose_name="width"),
        ),
        migrations.AlterField(
            model_name="image",
            name="alt_text",
            field=models.CharField(
                blank=True,
                help_text="For those who cannot see it. Needed before the story goes out.",
                max_length=300,
                verbose_name="alternative text",
            ),
        ),
        migrations.AlterField(
            model_name="image",
            name="caption",
            field=models.TextField(
                blank=True,
                help_text="Who does what, where and when; readers see it.",
                verbose_name="caption",
            ),
        ),
        migrations.AlterField(
            model_name="image",
            name="credit",
            field=models.CharField(
                blank=True,
                help_text="Photographer and agency. Needed before the story goes out.",
                max_length=200,
                verbose_name="credit",
            ),
        ),
        migrations.AlterField(
            model_name="image",
            name="file",
            field=models.ImageField(
                height_field="height",
                help_text="JPEG, PNG, WebP or TIFF.",
                upload_to=articles.models.image.random_name,
                verbose_name="file",
                width_field="width",
            ),
        ),
        migrations.AlterField(
            model_name="image",
            name="focal_x",
            field=models.FloatField(
                default=0.5,
                help_text="From 0 to 1: what stays in the picture when it is cropped.",
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(1),
                ],
                verbose_name="focal point, from the left",
            ),
        ),
        migrations.AlterField(
            model_name="image",
            name="focal_y",
            field=models.FloatField(
                default=0.5,
                help_text="From 0 to 1.",
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(1),
                ],
                verbose_name="focal point, from the top",
            ),
        ),
        migrations.AlterField(
            model_name="image",
            name="licence",
            field=models.CharField(
                blank=True,
                help_text="Or terms of use: what may be done with it, and until when.",
                max_length=200,
                verbose_name="licence",
            ),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("taken_on_earliest__lte", models.F("taken_on_latest")),
                    ("taken_on_earliest__isnull", True),
                    ("taken_on_latest__isnull", True),
                    _connector="OR",
                ),
                name="image_taken_on_bounds_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("taken_on__in", ["", "../.."]),
                        ("taken_on_earliest__isnull", True),
                        ("taken_on_latest__isnull", True),
                    ),
                    models.Q(
                        models.Q(("taken_on__in", ["", "../.."]), _negated=True),
                        models.Q(
                            ("taken_on_earliest__isnull", False),
                            ("taken_on_latest__isnull", False),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="image_taken_on_bounds_only_with_date",
            ),
        ),
        migrations.AddField(
            model_name="previewlink",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="preview_links",
                to="articles.article",
                verbose_name="article",
            ),
        ),
        migrations.AddField(
            model_name="previewlink",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="made by",
            ),
        ),
        migrations.AddField(
            model_name="rendition",
            name="image",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="renditions",
                to="articles.image",
                verbose_name="image",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="chosen by",
            ),
        ),
        migrations.AddConstraint(
            model_name="previewlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("expires_at__gt", models.F("made_at")),
                    (
                        "expires_at__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("made_at"), "+", models.Value(datetime.timedelta(days=3))
                        ),
                    ),
                ),
                name="previewlink_lasts_72_hours_at_most",
            ),
        ),
        migrations.AddConstraint(
            model_name="rendition",
            constraint=models.CheckConstraint(
                condition=models.Q(("shape__in", ["whole", "square"])),
                name="rendition_shape_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="rendition",
            constraint=models.UniqueConstraint(
                fields=("image", "name"), name="rendition_once_per_image"
            ),
        ),
        migrations.AddIndex(
            model_name="upload",
            index=models.Index(fields=["made_at"], name="upload_made_at_idx"),
        ),
        watch("articles_image", Rule(ARTICLE)),
        watch("articles_rendition", Rule(OF_IMAGE)),
    ]

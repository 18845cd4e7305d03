"""The model field for partial dates, on a Postgres table made for these tests."""

from datetime import date
from runpy import run_path

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps

from actors.edtf import InvalidPartialDate
from actors.fields import (
    PartialDateField,
    PartialDateModel,
    PartialDateQuerySetMixin,
    partial_date_constraints,
    partial_date_fields,
)

MAY = (date(2025, 5, 1), date(2025, 5, 31))
YEAR = (date(2025, 1, 1), date(2025, 12, 31))
NOTHING = (None, None)


class DiaryQuerySet(PartialDateQuerySetMixin, models.QuerySet):
    """Rows of the test table."""


def diary_model():
    class Diary(PartialDateModel):
        label = models.CharField(max_length=20, unique=True)
        when = PartialDateField()
        until = PartialDateField(blank=False, default="../..")

        objects = DiaryQuerySet.as_manager()

        class Meta:
            app_label = "actors"
            constraints = [
                *partial_date_constraints("diary", "when"),
                *partial_date_constraints("diary", "until"),
            ]

    return Diary


@pytest.fixture
def diary(db):
    """A model with partial dates whose table exists until the test is rolled back."""
    with isolate_apps("actors"):
        model = diary_model()
        with connection.schema_editor() as editor:
            editor.create_model(model)
        yield model


def stored(model, label="a"):
    row = model.objects.values_list("when", "when_earliest", "when_latest").get(label=label)
    return row[0], row[1:]


def test_saving_stores_canonical_text_and_bounds(diary):
    entry = diary(label="a", when=" 2025-05-xx ")
    entry.save()
    assert stored(diary) == ("2025-05-XX", MAY)
    assert (entry.when, entry.when_earliest, entry.when_latest) == ("2025-05-XX", *MAY)


def test_bulk_create_stores_bounds(diary):
    diary.objects.bulk_create([diary(label="a", when="2025-05"), diary(label="b", when="")])
    assert stored(diary) == ("2025-05", MAY)
    assert stored(diary, "b") == ("", NOTHING)


def test_bulk_create_over_existing_rows_stores_bounds(diary):
    diary.objects.create(label="a", when="2025")
    diary.objects.bulk_create(
        [diary(label="a", when="2025-05")],
        update_conflicts=True,
        update_fields=["when"],
        unique_fields=["label"],
    )
    assert stored(diary) == ("2025-05", MAY)


def test_bulk_update_stores_canonical_text_and_bounds(diary):
    entries = diary.objects.bulk_create([diary(label="a", when="2025"), diary(label="b")])
    entries[0].when = " 2025-05 "
    assert diary.objects.bulk_update(entries, ["when"]) == 2
    assert stored(diary) == ("2025-05", MAY)
    assert stored(diary, "b") == ("", NOTHING)


def test_bulk_update_of_another_field_leaves_the_date_alone(diary):
    entry = diary.objects.create(label="a", when="2025")
    entry.when, entry.label = "2025-05", "b"
    diary.objects.bulk_update([entry], ["label"])
    assert stored(diary, "b") == ("2025", YEAR)


def test_queryset_update_stores_canonical_text_and_bounds(diary):
    diary.objects.create(label="a", when="2025")
    assert diary.objects.filter(label="a").update(when="2025-05 ") == 1
    assert stored(diary) == ("2025-05", MAY)


def test_queryset_update_to_an_expression_is_refused(diary):
    with pytest.raises(TypeError, match="when is set as text"):
        diary.objects.update(when=models.F("label"))


def test_update_or_create_stores_bounds(diary):
    diary.objects.create(label="a", when="2025")
    diary.objects.update_or_create(label="a", defaults={"when": "2025-05"})
    assert stored(diary) == ("2025-05", MAY)


def test_saving_only_the_text_stores_its_bounds_too(diary):
    entry = diary.objects.create(label="a", when="2025")
    entry.when = "2025-05"
    entry.save(update_fields=["when"])
    assert stored(diary) == ("2025-05", MAY)


def test_saving_a_row_loaded_without_its_bounds_stores_them(diary):
    diary.objects.create(label="a", when="2025")
    entry = diary.objects.only("when").get()
    entry.when = "2025-05"
    entry.save()
    assert stored(diary) == ("2025-05", MAY)


def test_saving_a_row_loaded_without_its_date_leaves_the_date_alone(
    diary, django_assert_num_queries
):
    diary.objects.create(label="a", when="2025")
    entry = diary.objects.only("label").get()
    entry.label = "b"
    with django_assert_num_queries(1):
        entry.save()
    assert stored(diary, "b") == ("2025", YEAR)


def test_emptying_the_date_empties_its_bounds(diary):
    entry = diary.objects.create(label="a", when="2025")
    entry.when = ""
    entry.full_clean()
    entry.save()
    assert stored(diary) == ("", NOTHING)


def test_text_that_is_no_date_is_never_written(diary):
    with pytest.raises(InvalidPartialDate):
        diary.objects.create(label="a", when="soon")
    diary.objects.create(label="a", when="2025")
    with pytest.raises(InvalidPartialDate):
        diary.objects.update(when="2025-02-30")
    assert stored(diary) == ("2025", YEAR)


@pytest.mark.parametrize(
    ("when", "earliest", "latest", "constraint"),
    [
        ("2025", "2025-12-31", "2025-01-01", "diary_when_bounds_in_order"),
        ("2025", None, None, "diary_when_bounds_only_with_date"),
        ("", "2025-01-01", None, "diary_when_bounds_only_with_date"),
        ("", None, "2025-01-01", "diary_when_bounds_only_with_date"),
        ("../..", None, "2025-01-01", "diary_when_bounds_only_with_date"),
    ],
)
def test_bounds_that_cannot_belong_to_the_text_are_refused_by_postgres(
    diary, when, earliest, latest, constraint
):
    diary.objects.create(label="a", when="2025")
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        diary.objects.update(when=when, when_earliest=earliest, when_latest=latest)


@pytest.mark.parametrize("when", ["", "2025", "2025-05-03/2025-05-03", "../2025", "2025/", "../.."])
def test_every_kind_of_bounds_passes_cleaning_and_postgres(diary, when):
    entry = diary(label="a", when=when)
    entry.full_clean()
    entry.save()
    assert diary.objects.get().when == when


def test_cleaning_reports_a_bad_date_on_its_field(diary):
    with pytest.raises(ValidationError) as caught:
        diary(label="a", when="2025-02-30", until="").full_clean()
    errors = caught.value.error_dict
    assert errors.keys() == {"when", "until"}
    assert errors["when"][0].code == "invalid_partial_date"
    assert errors["until"][0].code == "blank"


def test_form_shows_the_text_as_typed_with_its_error(diary):
    form = forms.modelform_factory(diary, fields=["label", "when"])(
        {"label": "a", "when": "14/08/2025"}
    )
    assert form.errors.keys() == {"when"}
    assert 'value="14/08/2025"' in str(form["when"])


def test_form_offers_the_text_and_not_the_bounds(diary):
    form = forms.modelform_factory(diary, fields="__all__")({"label": "a", "until": "2025-05"})
    assert list(form.fields) == ["label", "when", "until"]
    form.save()
    assert diary.objects.get().until_latest == MAY[1]


def test_unknown_date_is_never_null():
    with pytest.raises(ValueError, match="never null"):
        PartialDateField(null=True)


def test_migration_lists_the_text_and_both_columns_and_then_nothing_changes(tmp_path):
    with isolate_apps("actors") as isolated:
        diary_model()
        state = ProjectState.from_apps(isolated)
    changes = MigrationAutodetector(ProjectState(), state.clone())._detect_changes()
    (migration,) = changes["actors"]
    path = tmp_path / "written_migration.py"
    path.write_text(MigrationWriter(migration).as_string(), encoding="utf-8")
    written = run_path(str(path))["Migration"]
    rebuilt = written("0001_initial", "actors").mutate_state(ProjectState())
    historical = rebuilt.apps.get_model("actors", "Diary")
    names = [field.name for field in historical._meta.local_fields]
    assert sorted(names) == sorted(
        ["id", "label"]
        + [f"{name}{end}" for name in ("when", "until") for end in ("", "_earliest", "_latest")]
    )
    assert historical._meta.get_field("until").blank is False
    assert MigrationAutodetector(rebuilt, state)._detect_changes() == {}


@isolate_apps("actors")
def test_abstract_model_hands_down_the_date_and_its_columns_together():
    class Dated(models.Model):
        when = PartialDateField()

        class Meta:
            app_label = "actors"
            abstract = True

    class Heir(Dated):  # noqa: DJ008
        class Meta:
            app_label = "actors"

    class Undated(Dated):  # noqa: DJ008
        when = None

        class Meta:
            app_label = "actors"

    columns = ["id", "when", "when_earliest", "when_latest"]
    assert [field.name for field in Heir._meta.fields] == columns
    assert [field.name for field in Undated._meta.fields] == ["id"]


def test_date_added_to_a_table_by_migration_gets_its_columns(diary):
    with isolate_apps("actors") as isolated:
        diary_model()
        state = ProjectState.from_apps(isolated)
    added = [
        migrations.AddField("diary", "since", PartialDateField(bounds_declared=True)),
        migrations.AddField("diary", "since_earliest", models.DateField(null=True)),
        migrations.AddField("diary", "since_latest", models.DateField(null=True)),
    ]
    for operation in added:
        after = state.clone()
        operation.state_forwards("actors", after)
        with connection.schema_editor() as editor:
            operation.database_forwards("actors", editor, state, after)
        state = after
    historical = state.apps.get_model("actors", "Diary")
    historical.objects.create(label="a", since="2025-05")
    row = historical.objects.values_list("since_earliest", "since_latest").get()
    assert row == MAY


DATED_MODELS = [model for model in apps.get_models() if partial_date_fields(model)]


@pytest.mark.parametrize("model", DATED_MODELS, ids=lambda model: model._meta.label)
def test_model_with_partial_dates_keeps_its_bounds_in_step(model):
    assert issubclass(model, PartialDateModel)
    assert isinstance(model._default_manager.all(), PartialDateQuerySetMixin)
    names = {constraint.name for constraint in model._meta.constraints}
    for field in model._meta.local_fields:
        if isinstance(field, PartialDateField):
            expected = partial_date_constraints(model._meta.model_name, field.name)
            assert {constraint.name for constraint in expected} <= names

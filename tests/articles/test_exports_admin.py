"""Lists as files: who may take them, what is in them, and that it was done is in the audit."""

import csv
import io
import json

import openpyxl
import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.test import Client
from django.urls import reverse

from actors.models import Agreement, Country, Meeting, Office, Organisation, Person, Place
from articles.admin.exporting import TABLES, formats_for
from articles.models import Article, Assignment, Statement
from newsroom.audit.models import AuditEntry
from tests import desk
from tests.factories import (
    AgreementFactory,
    ArticleFactory,
    AssignmentFactory,
    ClassificationFactory,
    CountryFactory,
    MeetingFactory,
    OfficeFactory,
    ParticipationFactory,
    PartyFactory,
    PersonFactory,
    PlaceFactory,
    StatementFactory,
    TenureFactory,
    UserFactory,
)
from tests.factories.whole import whole_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client):
    user = UserFactory(desk_editor=True)
    client.force_login(user)
    return user


def address(model, form: str) -> str:
    return reverse("admin:export", args=[model._meta.app_label, model._meta.model_name, form])


def take(client: Client, model, form: str, **query: str) -> bytes:
    response = client.get(address(model, form), query)
    assert response.status_code == 200, response.status_code
    return b"".join(response.streaming_content)


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_every_list_is_exported_in_every_format_with_what_is_linked(client, editor, model, form):
    whole_story(2)
    AssignmentFactory()
    shown = client.get(desk.changelist(model)).context["cl"].queryset.count()
    assert shown >= 1

    content = take(client, model, form)

    columns = [column.code for column in TABLES[model].columns]
    if form == "json":
        rows = json.loads(content)
        assert {tuple(row) for row in rows} == {tuple(columns)}
    elif form == "csv":
        head, *rows = cells(content)
        assert len(head) == len(columns)
    else:
        [head, *rows] = openpyxl.load_workbook(io.BytesIO(content)).active.values
        assert len(head) == len(columns)
    assert len(rows) == shown


def test_a_person_comes_with_the_offices_and_a_meeting_with_those_present(client, editor):
    person = PersonFactory(name="Sadio Camara")
    TenureFactory(person=person, office=OfficeFactory(title="ministre de la Défense"), began="2021")
    meeting = MeetingFactory(title="Consultations")
    ParticipationFactory(meeting=meeting, person=person)

    [row] = [
        row for row in json.loads(take(client, Person, "json")) if row["id"] == str(person.uid)
    ]
    [met] = json.loads(take(client, Meeting, "json"))

    assert row["offices"] == [{"name": "ministre de la Défense", "began": "2021", "ended": ""}]
    assert met["participants"][0]["name"] == "Sadio Camara"
    assert "ministre de la Défense · 2021" in take(client, Person, "csv").decode()


def test_a_document_comes_with_its_parties_a_place_with_its_country_a_day_with_its_reporter(
    client, editor
):
    mali = CountryFactory(name="Mali")
    there = {"latitude": "12.65", "longitude": "-8"}
    town = PlaceFactory(name="Bamako", country=mali, other_names=["Bamakou"], **there)
    meeting = MeetingFactory(title="Consultations", place=town)
    paper = AgreementFactory(title="Mémorandum", meeting=meeting)
    signer = PersonFactory(name="Sadio Camara")
    PartyFactory(agreement=paper, actor=mali.actor_ptr, signatory=signer)
    story = ArticleFactory(headline="Un mémorandum à Bamako")
    AssignmentFactory(meeting=meeting, reporter=UserFactory(username="awa"), story=story)

    [document] = json.loads(take(client, Agreement, "json"))
    [place] = json.loads(take(client, Place, "json"))
    [work] = json.loads(take(client, Assignment, "json"))

    assert document["parties"] == [{"name": "Mali", "signatory": "Sadio Camara"}]
    assert document["meeting"] == str(meeting)
    assert (place["country"], place["latitude"]) == ("Mali", 12.65)
    assert place["other_names"] == ["Bamakou"]
    assert (work["reporter"], work["place"]) == ("awa", "Bamako")
    assert work["story"] == "Un mémorandum à Bamako"
    assert AuditEntry.objects.filter(action="export").first().detail["unpublished"] == 1


def test_the_filter_of_the_list_is_the_filter_of_the_file(client, editor):
    ArticleFactory(headline="Brouillon")
    ArticleFactory(headline="Parue", published=True)

    rows = json.loads(take(client, Article, "json", status__exact="published"))

    assert [row["headline"] for row in rows] == ["Parue"]


def test_a_chosen_few_are_exported_from_the_list(client, editor):
    chosen, _other = ArticleFactory(headline="Celle-ci"), ArticleFactory()
    data = {"action": "export_selected", ACTION_CHECKBOX_NAME: [chosen.pk]}

    asked = client.post(desk.changelist(Article), data)
    taken = client.post(desk.changelist(Article), data | {"_step": "try", "format": "json"})

    assert "format" in asked.context["form"].fields
    assert [row["headline"] for row in json.loads(b"".join(taken.streaming_content))] == [
        "Celle-ci"
    ]


@pytest.mark.parametrize("dangerous", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_run_as_a_formula(client, editor, dangerous):
    ArticleFactory(headline=f"{dangerous} et la suite", lead=dangerous)

    head, row = cells(take(client, Article, "csv"))
    book = openpyxl.load_workbook(io.BytesIO(take(client, Article, "xlsx")))

    assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert {
        cell.data_type for cell in list(book.active.rows)[1] if isinstance(cell.value, str)
    } == {"s"}
    assert len(head) == len(row)


def test_a_sign_that_no_sheet_holds_and_a_text_that_is_too_long_break_nothing(client, editor):
    ArticleFactory(headline="a\x0bb", lead="x" * 40_000)

    book = openpyxl.load_workbook(io.BytesIO(take(client, Article, "xlsx")))

    row = list(book.active.values)[1]
    assert "ab" in row
    assert max(len(str(cell)) for cell in row) == 32_767


def test_csv_begins_with_a_mark_for_excel_and_headings_in_the_readers_language(client, editor):
    ArticleFactory()

    french = take(client, Article, "csv")
    english = b"".join(
        client.get(address(Article, "csv"), headers={"accept-language": "en"}).streaming_content
    )

    assert french.startswith("\ufeff".encode())
    assert "statut" in cells(french)[0]
    assert "status" in cells(english)[0]


def test_drafts_are_marked_in_a_column_and_in_the_name_of_the_file(client, editor):
    ArticleFactory(published=True)
    out = client.get(address(Article, "csv"), headers={"accept-language": "en"})
    ArticleFactory()

    both = client.get(address(Article, "csv"), headers={"accept-language": "en"})

    assert "unpublished" not in out.headers["Content-Disposition"]
    assert "with-unpublished-stories" in both.headers["Content-Disposition"]
    assert {"Draft", "Published"} <= {
        cell for row in cells(b"".join(both.streaming_content)) for cell in row
    }


@pytest.mark.parametrize("role", ["reporter", "partner_manager", "operator"])
def test_without_the_right_nothing_is_offered_nor_given(client, role):
    user = UserFactory(role=role)
    client.force_login(user)
    ArticleFactory()

    for model in TABLES:
        assert formats_for(model, user) == []
        for form in ("csv", "xlsx", "json"):
            assert client.get(address(model, form)).status_code == 403


def test_the_right_to_export_shows_no_list_that_is_hidden(client):
    client.force_login(
        UserFactory(permissions=["articles.export_article", "articles.view_article"])
    )
    ArticleFactory()

    assert client.get(address(Article, "csv")).status_code == 200
    for model in (Person, Organisation, Country, Meeting, Office, Statement):
        assert client.get(address(model, "csv")).status_code == 403, model


def test_what_is_no_list_or_no_format_is_not_found(client, editor):
    assert client.get("/admin/export/auth/user/csv/").status_code == 404
    assert client.get("/admin/export/no/thing/csv/").status_code == 404
    assert client.get(address(Article, "pdf")).status_code == 404
    assert client.get(address(Person, "ninjs")).status_code == 404


def test_that_a_list_was_taken_is_in_the_audit_with_its_filter_and_its_size(client, editor):
    ArticleFactory.create_batch(3)

    take(client, Article, "json", status__exact="draft")

    entry = AuditEntry.objects.get(action="export")
    assert entry.user_pk == editor.pk
    assert entry.detail["rows"] == 3
    assert entry.detail["unpublished"] == 3
    assert entry.detail["filter"] == "status__exact=draft"
    assert entry.detail["list"] == "articles.article"


def test_internal_notes_are_in_no_file(client, editor):
    whole_story(1)
    for model in (Article, Person, Meeting):
        model.objects.update(notes="SECRET-DE-LA-REDACTION")

    for model in TABLES:
        for form in formats_for(model, editor):
            if form != "xlsx":
                assert b"SECRET-DE-LA-REDACTION" not in take(client, model, form), (model, form)


def test_a_file_is_made_with_as_many_queries_for_many_stories_as_for_one(client, editor):
    def queries() -> int:
        from_one = desk.CaptureQueriesContext(desk.connection)
        with from_one:
            take(client, Article, "json")
        return len(from_one)

    def more() -> None:
        story = StatementFactory().article
        ClassificationFactory(article=story)

    more()
    queries()
    one = queries()
    for _ in range(6):
        more()

    assert queries() == one

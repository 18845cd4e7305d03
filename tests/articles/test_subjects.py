"""Subjects: broader ones find narrower ones' stories, retired codes lead to what replaced them."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from articles.importers.subjects import BadList, import_subjects, read_terms
from articles.models import Subject
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, ClassificationFactory, SubjectFactory, UserFactory
from tests.reader import get, page_of
from tests.register.mirrors import truth

pytestmark = pytest.mark.django_db

CSV = """code,name,name_en,name_de,broader,retired,replaced_by
medtop:11000000,politique,politics,Politik,,,
medtop:20000639,diplomatie,diplomacy,,medtop:11000000,,
medtop:20000640,diplomatie ancienne,,,,2020-01-01,medtop:20000639
"""
SKOS = json.dumps(
    {
        "conceptSet": [
            {
                "uri": "http://cv.iptc.org/newscodes/mediatopic/11000000",
                "qcode": "medtop:11000000",
                "prefLabel": {"en-GB": "politics", "en-US": "politics", "fr": "politique"},
            },
            {
                "uri": "http://cv.iptc.org/newscodes/mediatopic/20000639",
                "qcode": "medtop:20000639",
                "prefLabel": {"en-GB": "diplomacy", "fr": "diplomatie", "ar": "دبلوماسية"},
                "broader": ["http://cv.iptc.org/newscodes/mediatopic/11000000"],
            },
            {
                "uri": "http://cv.iptc.org/newscodes/mediatopic/20000640",
                "qcode": "medtop:20000640",
                "prefLabel": {"en-GB": "old diplomacy"},
                "retired": "2020-01-01T00:00:00+00:00",
                "isReplacedBy": ["http://cv.iptc.org/newscodes/mediatopic/20000639"],
            },
        ]
    }
)


@pytest.fixture
def terms() -> dict[str, Subject]:
    """politics > diplomacy > summits; "talks" was replaced by "meetings", that by diplomacy."""
    politics = SubjectFactory(code="politics")
    diplomacy = SubjectFactory(code="diplomacy", broader=politics)
    summits = SubjectFactory(code="summits", broader=diplomacy)
    meetings = SubjectFactory(code="meetings", is_retired=True, replaced_by=diplomacy)
    talks = SubjectFactory(code="talks", is_retired=True, replaced_by=meetings)
    sport = SubjectFactory(code="sport")
    found = (politics, diplomacy, summits, meetings, talks, sport)
    return {subject.code: subject for subject in found}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("politics", {"politics", "diplomacy", "summits", "talks"}),
        ("diplomacy", {"diplomacy", "summits", "talks"}),
        ("summits", {"summits"}),
        ("talks", {"diplomacy", "summits", "talks"}),
        ("meetings", {"diplomacy", "summits", "talks"}),
        ("sport", {"sport"}),
        ("summits,sport", {"summits", "sport"}),
        ("no-such-code", set()),
    ],
)
def test_a_code_finds_the_stories_of_narrower_and_of_replaced_subjects(client, terms, asked, found):
    for code in ("politics", "diplomacy", "summits", "talks", "sport"):
        story = ArticleFactory(headline=code, published=True)
        ClassificationFactory(article=story, subject=terms[code])
    sequence_all()

    rows = client.get("/api/v1/articles", {"subject": asked}).json()["data"]

    assert {row["headline"] for row in rows} == found


def test_a_story_shows_the_present_term_once(client, terms):
    story = ArticleFactory(published=True)
    for code in ("talks", "diplomacy"):
        ClassificationFactory(article=story, subject=terms[code])
    sequence_all()

    [shown] = Item.objects.get(uid=story.uid).doc["subjects"]

    assert shown["code"] == "diplomacy"
    assert shown["found_under"] == ["diplomacy", "meetings", "politics", "talks"]
    page = get(client, page_of(story))
    assert page.links[terms["diplomacy"].name] == "/articles/?subject=diplomacy"


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("talks", {"replaced_by": None}),
        ("meetings", {"replaced_by": None}),
        ("meetings", {"code": "gatherings"}),
        ("diplomacy", {"broader": None}),
        ("politics", {"code": "public-affairs"}),
        ("diplomacy", {"labels": {"de": "Diplomatie"}}),
        ("sport", {"is_retired": True}),
    ],
)
def test_whatever_changes_in_a_subject_every_story_under_it_follows(terms, code, values):
    for subject in terms.values():
        ClassificationFactory(article=ArticleFactory(published=True), subject=subject)
    sequence_all()

    Subject.objects.filter(code=code).update(**values)
    sequence_all()

    live = Item.objects.filter(live=True).values_list("uid", "etag")
    assert {str(uid): etag for uid, etag in live} == truth()


def test_asking_by_subject_reads_an_index():
    ask = "select uid from register_item where kind = 'article' and doc -> 'subjects' @> %s"
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off; set local enable_indexscan = off")
        cursor.execute(f"explain {ask}", ['[{"found_under": ["x"]}]'])
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "item_subjects_gin" in plan


@pytest.mark.parametrize("values", [{"broader": "self"}, {"replaced_by": "self"}, {"other": 1}])
def test_the_database_refuses_what_cannot_be(values):
    one, other = SubjectFactory.create_batch(2)
    change = {"replaced_by": other} if "other" in values else dict.fromkeys(values, one)

    with pytest.raises(IntegrityError), transaction.atomic():
        Subject.objects.filter(pk=one.pk).update(**change)


def test_a_retired_subject_is_not_offered_for_a_story(client: Client, terms):
    client.force_login(UserFactory(chief=True))
    about = {"app_label": "articles", "model_name": "classification", "field_name": "subject"}

    answer = client.get(reverse("admin:autocomplete"), about | {"term": ""}).json()["results"]

    assert not any("talks" in row["text"] or "meetings" in row["text"] for row in answer)
    assert len(answer) == 4


@pytest.mark.parametrize("text", [CSV, SKOS, "\ufeff" + CSV], ids=["csv", "skos", "bom"])
def test_a_list_is_loaded_and_a_second_time_changes_nothing(text):
    report = import_subjects(read_terms(text))
    assert report.summary() == [
        "subjects: 3 created, 0 updated, 0 unchanged, 0 kept, 0 rejected",
    ]
    politics, diplomacy, old = Subject.objects.order_by("code")
    assert (politics.name, politics.name_en) == ("politique", "politics")
    assert diplomacy.broader == politics
    assert (old.is_retired, old.replaced_by) == (True, diplomacy)
    assert ("de" in politics.labels) or ("ar" in diplomacy.labels)

    again = import_subjects(read_terms(text))
    assert again.summary() == [
        "subjects: 0 created, 0 updated, 3 unchanged, 0 kept, 0 rejected",
    ]


def test_a_name_in_french_stays_where_the_list_has_none():
    SubjectFactory(code="medtop:20000640", name="ancienne diplomatie")

    import_subjects(read_terms(SKOS))

    assert Subject.objects.get(code="medtop:20000640").name == "ancienne diplomatie"


@pytest.mark.parametrize(
    ("rows", "rejected", "remarked"),
    [
        ("a,A,\na,B,\n", 1, 0),
        (",A,\n", 1, 0),
        ("a,,\n", 1, 0),
        ("a,A,missing\n", 0, 1),
        ("a,A,b\nb,B,a\n", 0, 1),
        ("a,A,a\n", 0, 1),
    ],
)
def test_rows_that_cannot_be_are_told_and_the_others_stored(rows, rejected, remarked):
    report = import_subjects(read_terms("code,name,broader\nz,Z,\n" + rows))

    assert len(report.rejects) == rejected
    assert len(report.remarks) == remarked
    assert Subject.objects.filter(code="z").exists()


@pytest.mark.parametrize(
    "text", ["", "{}", '{"conceptSet": [1]}', "{", "name\nx\n", "code,name,colour\na,b,c\n"]
)
def test_a_file_that_is_no_list_is_refused(text):
    with pytest.raises(BadList):
        read_terms(text)


def test_the_command_reports_and_its_dry_run_stores_nothing(tmp_path):
    path, out = tmp_path / "subjects.csv", StringIO()
    path.write_text(CSV)

    call_command("import_subjects", str(path), "--dry-run", stdout=out)
    assert "3 created" in out.getvalue()
    assert not Subject.objects.exists()

    path.write_text(CSV + ",,,,,,\n")
    with pytest.raises(SystemExit):
        call_command("import_subjects", str(path), stdout=out, stderr=StringIO())
    assert Subject.objects.count() == 3
    with pytest.raises(CommandError):
        call_command("import_subjects", str(tmp_path / "nothing"))

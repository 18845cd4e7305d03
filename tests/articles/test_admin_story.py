"""The form of a story: its text, its rows, the facts that its sentences support."""

import pytest
from django.contrib import admin
from django.test import Client

from actors.choices import Visibility
from actors.models import Actor
from articles.models import Article, Evidence, Mention
from articles.models.evidence import FACTS
from tests import desk
from tests.factories import (
    ArticleFactory,
    CountryFactory,
    CoverageFactory,
    EvidenceFactory,
    MeetingFactory,
    MentionFactory,
    ParticipationFactory,
    PersonFactory,
    PlaceFactory,
    StatementFactory,
    StatementSubjectFactory,
    TenureFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def rows(prefix: str, *each: dict[str, object], first: int = 0) -> dict[str, str]:
    """What a browser sends for new rows of an inline."""
    data = {f"{prefix}-TOTAL_FORMS": str(first + len(each))}
    for number, row in enumerate(each, start=first):
        data |= {f"{prefix}-{number}-{name}": str(value) for name, value in row.items()}
    return data


def test_every_model_of_the_record_is_at_the_desk():
    models = set(desk.registered(*desk.OURS))

    assert {model.__name__ for model in models} >= {"Article", "Person", "Meeting", "Evidence"}
    for label in desk.OURS:
        assert set(desk.app_models(label)) <= models


def test_a_story_sent_back_unchanged_changes_nothing(chief):
    article = ArticleFactory(mentions=PersonFactory.create_batch(3), coverages=[MeetingFactory()])
    StatementFactory(article=article)
    EvidenceFactory(article=article, tenure=TenureFactory())
    before = {name: value for name, value in vars(article).items() if name[0] != "_"}

    response = desk.post(chief, article)

    assert response.status_code == 302, response.context["errors"]
    article.refresh_from_db()
    after = {name: value for name, value in vars(article).items() if name in before}
    assert before | {"updated_at": 0} == after | {"updated_at": 0}
    assert Evidence.objects.get().tenure is not None
    assert Mention.objects.count() == 3


def test_a_story_is_entered_with_its_links_in_one_form(chief):
    people, meeting = PersonFactory.create_batch(4), MeetingFactory()
    common = {"role": "about", "certainty": "explicit"}

    response = chief.post(
        desk.add(Article),
        desk.posted(chief.get(desk.add(Article)))
        | {"headline": "Entretiens", "body": "<p>Texte.</p><script>alert(1)</script>"}
        | rows("mentions", *({"actor": person.pk, **common} for person in people))
        | rows("coverages", {"meeting": meeting.pk, "role": "news"})
        | rows(
            "statements",
            {"kind": "quote", "text": "Oui.", "speaker": people[0].pk, "certainty": "explicit"},
        ),
    )

    assert response.status_code == 302, response.context["errors"]
    article = Article.objects.get()
    assert article.body == "<p>Texte.</p>"
    assert article.mentions.count() == 4
    assert article.coverages.get().meeting == meeting
    assert article.statements.get().speaker_id == people[0].pk


def test_a_mention_of_nothing_is_refused_and_the_spelling_stays(chief):
    article = ArticleFactory()

    response = desk.post(
        chief,
        article,
        **rows("mentions", {"spelling": "Camara", "role": "about", "certainty": "explicit"}),
    )

    assert response.status_code == 200
    assert 'value="Camara"' in response.content.decode()


def test_segments_of_a_signature_are_numbered_as_they_stand(chief):
    article = ArticleFactory()
    segments = [{"initials": text, "role": "unknown"} for text in ("AC", "Sf", "APA")]

    response = desk.post(chief, article, **rows("signatories", *segments))

    assert response.status_code == 302, response.context["errors"]
    assert list(article.signatories.values_list("position", "initials")) == [
        (1, "AC"),
        (2, "Sf"),
        (3, "APA"),
    ]


def test_a_sentence_is_tied_to_a_fact_within_reach_of_the_story(chief):
    tenure, meeting = TenureFactory(), MeetingFactory()
    participation = ParticipationFactory(meeting=meeting)
    article = ArticleFactory(mentions=[tenure.person], coverages=[meeting])
    stranger = TenureFactory()
    page = chief.get(desk.change(article)).content.decode()
    sentence = {"exact": "Ils ont parlé de coopération.", "certainty": "explicit"}

    for fact in (tenure, participation):
        name = f"{fact._meta.model_name}:{fact.pk}"
        assert f'value="{name}"' in page
        number = Evidence.objects.count()
        response = desk.post(
            chief, article, **rows("evidence", {**sentence, "fact": name}, first=number)
        )
        assert response.status_code == 302, response.context["errors"]

    assert f'value="tenure:{stranger.pk}"' not in page
    assert [row.fact for row in article.evidence.order_by("pk")] == [tenure, participation]


def test_a_fact_can_be_replaced_by_another(chief):
    mention = MentionFactory()
    evidence = EvidenceFactory(article=mention.article, tenure=TenureFactory())

    desk.post(chief, mention.article, **{"evidence-0-fact": f"mention:{mention.pk}"})

    evidence.refresh_from_db()
    assert (evidence.tenure, evidence.mention) == (None, mention)


def test_the_facts_of_a_story_take_the_same_queries_for_one_and_for_ten(chief):
    article = ArticleFactory()

    def grow(count: int) -> None:
        for _ in range(count):
            tenure = TenureFactory()
            MentionFactory(article=article, actor=tenure.person.actor_ptr)
            coverage = CoverageFactory(article=article)
            ParticipationFactory(meeting=coverage.meeting)
            StatementFactory(article=article)
            EvidenceFactory(article=article, tenure=tenure)

    grow(1)
    one = desk.queries(chief, desk.change(article))
    grow(9)

    assert len(desk.queries(chief, desk.change(article))) == len(one)


def test_every_kind_of_fact_is_within_reach_of_some_story(rf):
    from_facts = admin.site._registry[Evidence].get_form(_request(rf)).base_fields

    assert set(FACTS) <= set(from_facts)


def _request(rf):
    request = rf.get("/")
    request.user = UserFactory(chief=True)
    return request


def test_whom_words_are_about_is_entered_in_their_own_form(chief):
    subject = StatementSubjectFactory()
    person = PersonFactory()

    response = desk.post(
        chief, subject.statement, **rows("subjects", {"actor": person.pk}, first=1)
    )

    assert response.status_code == 302, response.context["errors"]
    assert subject.statement.subjects.count() == 2


@pytest.mark.parametrize("state", ["corrected", "withdrawn"])
def test_notices_are_shown_and_never_changed(chief, state):
    article = ArticleFactory(**{state: True})

    page = chief.get(desk.change(article))

    parts = {part.opts.model.__name__: part for part in page.context["inline_admin_formsets"]}
    assert "Correction" in parts
    assert ("Withdrawal" in parts) == (state == "withdrawn")
    assert not parts["Correction"].has_change_permission
    for address in ("correction", "withdrawal"):
        assert chief.get(f"/admin/articles/{address}/add/").status_code == 403


def test_a_list_of_stories_is_searched_without_accents(chief):
    found = ArticleFactory(headline="Éthiopie : l’Union africaine s’inquiète")
    ArticleFactory(headline="Entretiens à Bamako")

    page = chief.get(desk.changelist(Article), {"q": "ethiopie INQUIETE"})

    assert list(page.context["cl"].result_list) == [found]


def test_another_dateline_of_a_published_story_opens_one_country_and_closes_the_other(
    client: Client,
) -> None:
    client.force_login(UserFactory(chief=True))
    before, after = PlaceFactory(country=CountryFactory()), PlaceFactory(country=CountryFactory())
    article = ArticleFactory(published=True, dateline=before)
    form = desk.posted(client.get(desk.change(article))) | {"dateline": after.pk}
    assert client.post(desk.change(article), form).status_code == 302
    countries = [Actor.objects.get(pk=place.country_id) for place in (before, after)]
    assert [country.visibility for country in countries] == [Visibility.HELD, Visibility.STORY]

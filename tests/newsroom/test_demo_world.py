"""The world around the story in the demo archive: countries, bodies, people, meetings, stories."""

import re
from collections import Counter

import pycountry
import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from actors.choices import MeetingKind, NameKind, OfficeLevel, Visibility
from actors.models import Actor, Country, Meeting, Membership, Name, Office, Participation, Tenure
from articles.choices import ArticleStatus
from articles.models import Article
from articles.roles import Role
from articles.services import allowed
from newsroom.demo import archive
from newsroom.demo.accounts import ACCOUNTS, ensure_accounts
from newsroom.demo.tables import document, lines, sections, table
from newsroom.register.models import Item
from newsroom.register.pages import address
from tests.newsroom.page_sizes import MOST, first_visit
from tests.reader import get
from tests.undone import undone

pytestmark = pytest.mark.django_db

# Nauru names none; Bolivia has two.
NO_ONE_CAPITAL = {"BO", "NR"}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The whole archive, sequenced, undone at the end; the tests' transactions nest inside."""
    with django_db_blocker.unblock(), undone():
        done = []
        numbered = archive.load(done.append)
        yield sum(done), numbered


def test_progress_reaches_its_announced_size(loaded):
    done, numbered = loaded

    assert done == archive.size()
    assert numbered >= Item.objects.count()


def test_the_richest_story_stays_under_sixty_kilobytes(client, loaded):
    """Its document, and whatever a first visit to it fetches."""
    stories = Item.objects.filter(kind="article", live=True)
    richest = max((get(client, address(one)).response.content for one in stories), key=len)

    assert len(richest) < MOST
    assert first_visit(richest) < MOST


def test_a_second_run_changes_nothing(loaded):
    def census():
        return {
            model: sorted(map(repr, model._base_manager.values_list()))
            for app in ("actors", "articles", "register")
            for model in apps.get_app_config(app).get_models()
        }

    before = census()

    assert archive.load() == 0
    assert census() == before


def test_what_an_editor_changed_stays(loaded):
    Country.objects.filter(iso2="ML").update(name="République du Mali")
    Office.objects.filter(wikidata="Q47006779").update(title="chef de l’État du Mali")
    Article.objects.filter(headline__startswith="Le président du Kenya").update(headline="Kenya")

    archive.load()

    assert Country.objects.get(iso2="ML").name == "République du Mali"
    assert Office.objects.get(wikidata="Q47006779").title == "chef de l’État du Mali"
    assert Article.objects.filter(headline="Kenya").count() == 1


def test_every_country_of_iso_3166_is_public_with_its_codes(loaded):
    found = Country.objects.exclude(iso2="").public()

    assert set(found.values_list("iso2", "iso3", "iso_numeric")) == {
        (country.alpha_2, country.alpha_3, country.numeric) for country in pycountry.countries
    }


def test_no_name_has_a_straight_apostrophe(loaded):
    actors = Actor.objects.filter(name__contains="'", person__isnull=True)
    names = Name.objects.filter(text__contains="'", language="fr", actor__person__isnull=True)

    assert not actors.exists()
    assert not names.exists()


@pytest.mark.parametrize(
    ("word", "countries"),
    [
        ("malien", ["ML"]),
        ("maliennes", ["ML"]),
        ("nigérien", ["NE"]),
        ("nigériens", ["NE"]),
        ("nigérian", ["NG"]),
        ("nigériane", ["NG"]),
        ("burkinabè", ["BF"]),
        ("burkinabé", ["BF"]),
        ("congolais", ["CD", "CG"]),
        ("guinéen", ["GN"]),
        ("équato-guinéen", ["GQ"]),
        ("bissau-guinéen", ["GW"]),
        ("dominicain", ["DO"]),
        ("dominiquais", ["DM"]),
        ("grecque", ["GR"]),
        ("russes", ["RU"]),
        ("soviétique", ["SUHH"]),
        ("dahoméenne", ["DYBJ"]),
    ],
)
def test_an_adjective_means_these_countries_and_no_other(loaded, word, countries):
    named = Country.objects.filter(names__text=word, names__kind=NameKind.DEMONYM)

    assert sorted(c.iso2 or c.former_code for c in named) == countries


def test_every_member_of_the_united_nations_has_adjectives_and_a_capital(loaded):
    members = Country.objects.filter(memberships__organisation__name_en="United Nations")

    without = members.exclude(names__kind=NameKind.DEMONYM)

    assert members.count() == 193
    assert list(without) == []
    assert set(members.filter(capital=None).values_list("iso2", flat=True)) == NO_ONE_CAPITAL


@pytest.mark.parametrize(
    ("code", "ended", "successors"),
    [
        ("SUHH", "1991-12-26", ["RU"]),
        ("CSHH", "1992-12-31", ["CZ", "SK"]),
        ("HVBF", "1984-08-04", ["BF"]),
        ("DYBJ", "1975-11-30", ["BJ"]),
        ("CSXX", "2006-06-05", ["ME", "RS"]),
    ],
)
def test_a_former_country_has_ended_and_has_successors(loaded, code, ended, successors):
    country = Country.objects.get(former_code=code)

    assert (country.iso2, country.ended) == ("", ended)
    assert sorted(s.successor.iso2 for s in country.successions.all()) == successors


@pytest.mark.parametrize(
    ("iso2", "began", "ended"),
    [
        ("ML", "1975-05-28", "2025-01-29"),
        ("MR", "1975-05-28", "2000"),
        ("SN", "1975-05-28", ""),
        ("CV", "1977", ""),
    ],
)
def test_membership_of_cedeao_is_dated(loaded, iso2, began, ended):
    found = Membership.objects.get(organisation__names__text="CEDEAO", member__country__iso2=iso2)

    assert (found.began, found.ended) == (began, ended)


def test_offices_have_french_titles_and_levels(loaded):
    items = [post["id"] for part in document("people.json") for post in part["posts"]]
    offices = Office.objects.filter(wikidata__in=items)

    assert offices.count() == len(set(items))
    assert not re.search(r"\b(of|Minister|President)\b", " ".join(o.title for o in offices))
    assert Counter(o.country_id is None for o in offices) == {False: len(offices)}
    assert not offices.filter(level=OfficeLevel.OTHER).exists()


def test_every_tenure_of_the_file_is_in_the_record(loaded):
    rows = [row for part in document("people.json") for row in part["memberships"]]

    for row in rows:
        assert Tenure.objects.filter(
            person__identifiers__value=row["person_id"],
            office__wikidata=row["post_id"],
            began=row["start_date"],
            ended=row.get("end_date", ""),
        ).exists(), row


def test_people_at_a_meeting_held_an_office_that_day(loaded):
    """Nobody is recognised by name alone: an office of theirs fits the day, or is not over."""
    rows = Participation.objects.exclude(meeting__source_id="").exclude(person=None)
    assert rows.count() > 100
    for row in rows.select_related("meeting"):
        held = Tenure.objects.filter(person=row.person_id)
        day = row.meeting.when_earliest
        assert [
            t
            for t in held
            if t.began_earliest <= day and (t.ended_latest is None or t.ended_latest >= day)
        ] or held.filter(office__country=row.delegation_id).exists(), row


@pytest.mark.parametrize(("iso2", "number"), [("RU", 4), ("ML", 2), ("NE", 2), ("BF", 2)])
def test_the_further_meetings_leave_the_storys_countries_alone(loaded, iso2, number):
    met = Meeting.objects.filter(
        kind=MeetingKind.MEETING, participations__delegation__country__iso2=iso2
    )

    assert met.distinct().count() == number


def test_meetings_are_public_credited_and_in_the_register(loaded):
    meetings = Meeting.objects.filter(source_id__startswith="us-").exclude(kind=MeetingKind.EVENT)

    assert meetings.count() == sum("source" in row for row in lines("meetings.jsonl")) > 100
    assert set(meetings.values_list("visibility", flat=True)) == {Visibility.PUBLIC}
    assert not meetings.exclude(source__startswith="https://history.state.gov/").exists()
    assert Item.objects.filter(uid__in=meetings.values("uid"), live=True).count() == len(meetings)


def test_stories_stand_in_every_status_and_only_published_ones_are_out(loaded):
    stories = Article.objects.filter(signature="Démo")
    out = stories.filter(status__in=[ArticleStatus.PUBLISHED, ArticleStatus.CORRECTED])

    assert len(stories) == len(sections("stories.toml")["story"])
    assert {"draft", "in_review", "scheduled", "published", "corrected", "withdrawn"} == set(
        stories.values_list("status", flat=True)
    )
    live = Item.objects.filter(uid__in=stories.values("uid"), live=True)
    assert set(live.values_list("uid", flat=True)) == set(out.values_list("uid", flat=True))
    [withdrawn] = Item.objects.filter(uid__in=stories.values("uid"), live=False)
    assert withdrawn.notice["reason"]


def test_stories_keep_the_time_at_which_they_came_out(loaded):
    for row in sections("stories.toml")["story"]:
        if row["status"] in ("published", "corrected"):
            assert Article.objects.get(headline=row["headline"]).published_at == row["published"]


def test_every_row_of_a_table_names_a_country_of_the_record(loaded):
    codes = {row["country"] for row in table("country_names.csv")}
    codes |= {code for row in table("memberships.csv") for code in row["members"].split()}

    assert codes <= set(Country.objects.values_list("iso2", flat=True))


@pytest.mark.parametrize("module", ["newsroom.settings.production", "newsroom.settings.base"])
def test_other_settings_than_the_demos_are_refused(settings, django_user_model, module):
    settings.SETTINGS_MODULE = module

    with pytest.raises(CommandError, match="known passwords"):
        call_command("load_demo")

    assert not django_user_model.objects.exists()


def test_the_chief_editor_publishes_and_the_reporter_does_not(loaded, django_user_model):
    ensure_accounts()
    draft = Article.objects.filter(status=ArticleStatus.DRAFT).first()
    users = django_user_model.objects
    chief, reporter = (users.get(username=name) for name in ("redaction", "reporter"))

    assert {"publish", "schedule"} <= set(allowed(draft, by=chief))
    assert allowed(draft, by=reporter) == ["submit"]
    assert reporter.is_staff
    assert reporter.has_perm("actors.add_meeting")


def test_there_is_a_log_in_for_every_role(django_user_model):
    ensure_accounts()
    ensure_accounts()

    roles = {
        user.username: [group.name for group in user.groups.all()]
        for user in django_user_model.objects.prefetch_related("groups")
    }

    assert roles == {account.username: [account.role.label] for account in ACCOUNTS}
    assert {account.role for account in ACCOUNTS} == set(Role)


def test_a_changed_password_is_left_alone(django_user_model):
    [account, *_others] = ensure_accounts()
    user = django_user_model.objects.get(username=account.username)
    assert user.check_password(account.password)
    user.set_password("another")
    user.save()

    ensure_accounts()

    assert django_user_model.objects.get(username=account.username).check_password("another")

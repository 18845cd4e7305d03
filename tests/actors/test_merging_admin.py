"""Merging at the desk: the two ways there, the comparison, the message that undoes it."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from actors.admin.merging import address
from actors.models import Actor, Merge, Person, Tenure
from newsroom.demo.accounts import ensure_accounts
from tests import desk
from tests.factories import (
    CountryFactory,
    EvidenceFactory,
    IdentifierFactory,
    MentionFactory,
    MergeFactory,
    NameFactory,
    OfficeFactory,
    ParticipationFactory,
    PersonFactory,
    TenureFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> tuple[Person, Person]:
    """The record that stays, and its duplicate."""
    kept = PersonFactory(name="Salifou Mody", born="1962", public=True)
    gone = PersonFactory(name="Salifou Modi", born="1963", summary="Ministre.", public=True)
    return kept, gone


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def send(client: Client, kept: Person, gone: Person, **values: str):
    """Merge as a browser would: with what the page was shown with."""
    page = client.get(address(kept.pk, gone.pk))
    data = {"as_seen": page.context["as_seen"]} | values
    return client.post(address(kept.pk, gone.pk), data, follow=True)


def test_two_records_of_a_list_are_merged_and_parted_by_the_link_of_the_message(chief, pair):
    kept, gone = pair
    tenure = TenureFactory(person=gone)
    listed = desk.changelist(Person)
    chosen = {"action": "merge_selected", "_selected_action": [kept.pk, gone.pk]}

    page = chief.post(listed, chosen, follow=True)
    assert "Salifou Modi" in text_of(page)
    done = send(chief, kept, gone, **{"field-born": "duplicate", "note": "Même homme."})
    link = re.search(r"href='(/[^']+/undo/)'", text_of(done))

    tenure.refresh_from_db()
    kept.refresh_from_db()
    assert tenure.person_id == kept.pk
    assert kept.born == "1963"
    assert Merge.objects.get().note == "Même homme."
    assert link
    assert chief.get(link[1]).status_code == 200
    chief.post(link[1])
    tenure.refresh_from_db()
    kept.refresh_from_db()
    assert (tenure.person_id, kept.born) == (gone.pk, "1962")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_merges_exactly_two(chief, count):
    people = PersonFactory.create_batch(count)
    chosen = {"action": "merge_selected", "_selected_action": [person.pk for person in people]}

    page = chief.post(desk.changelist(Person), chosen, follow=True)

    assert page.redirect_chain in ([], [(desk.changelist(Person), 302)])
    assert "error" in text_of(page)
    assert not Merge.objects.exists()


def test_the_page_of_a_record_leads_to_its_merger(chief, pair):
    kept, gone = pair
    link = reverse("admin:actors_actor_merge_with", args=[gone.pk])
    assert link in text_of(chief.get(desk.change(gone)))

    assert chief.get(link).status_code == 200
    page = chief.get(link, {"other": kept.pk}, follow=True)

    assert page.request["QUERY_STRING"] in (
        f"kept={kept.pk}&gone={gone.pk}",
        f"kept={gone.pk}&gone={kept.pk}",
    )


def test_what_the_world_knows_is_proposed_to_stay(chief):
    held, public = PersonFactory(), PersonFactory(public=True)
    chosen = {"action": "merge_selected", "_selected_action": [held.pk, public.pk]}

    page = chief.post(desk.changelist(Person), chosen)

    assert page.url == address(public.pk, held.pk)


def test_the_page_shows_both_values_their_sources_and_every_row(chief, pair):
    kept, gone = pair
    IdentifierFactory(actor=kept, scheme="wikidata", value="Q1")
    IdentifierFactory(actor=gone, scheme="wikidata", value="Q2")
    TenureFactory(person=gone, office=OfficeFactory(title="ministre de la Défense du Niger"))
    meeting = ParticipationFactory(person=gone).meeting
    ParticipationFactory(person=kept, meeting=meeting)

    EvidenceFactory(actor=kept, exact="Né en 1962 à Dosso.")
    EvidenceFactory(actor=gone, exact="Il a soixante-deux ans.")

    shown = text_of(chief.get(address(kept.pk, gone.pk)))

    values = ("1962", "1963", "Ministre.", "wikidata:Q1", "wikidata:Q2")
    for expected in (*values, "Né en 1962 à Dosso.", "Il a soixante-deux ans."):
        assert expected in shown
    assert "ministre de la Défense du Niger" in shown
    assert shown.count('class="warning"') == 2  # two identifiers; both at one meeting
    assert 'name="field-summary" value="duplicate" checked' in shown
    assert 'name="field-born" value="kept" checked' in shown


def test_the_page_asks_the_same_for_three_rows_and_for_three_hundred(chief, pair):
    kept, gone = pair
    country, office = CountryFactory(), OfficeFactory()

    def more(count: int) -> None:
        for index in range(count):
            TenureFactory(person=gone, office=office, began=str(1000 + Tenure.objects.count()))
            row = ParticipationFactory(person=gone, delegation=country, office=office)
            if index % 2:
                ParticipationFactory(person=kept, delegation=country, meeting=row.meeting)
            MentionFactory(actor=gone)
            NameFactory(actor=gone)

    more(3)
    few = desk.queries(chief, address(kept.pk, gone.pk))
    more(297)

    many = desk.queries(chief, address(kept.pk, gone.pk))

    assert len(many) == len(few), "\n".join(many)
    assert len(many) < 80


def test_without_the_permission_nothing_is_merged_or_parted(client, pair):
    kept, gone = pair
    rights = ["actors.view_person", "actors.change_person", "actors.view_merge"]
    client.force_login(UserFactory(permissions=rights))
    merge = MergeFactory()
    undo = reverse("admin:actors_merge_undo", args=[merge.pk])

    assert client.get(address(kept.pk, gone.pk)).status_code == 403
    assert client.post(address(kept.pk, gone.pk)).status_code == 403
    assert client.get(undo).status_code == 403
    assert client.post(undo).status_code == 403
    shown = text_of(client.get(desk.change(kept)))
    assert reverse("admin:actors_actor_merge_with", args=[kept.pk]) not in shown
    assert "merge_selected" not in text_of(client.get(desk.changelist(Person)))
    assert undo not in text_of(client.get(desk.change(merge)))
    assert not Actor.objects.filter(pk=gone.pk, merged_into__isnull=False).exists()


def test_what_changed_since_the_page_was_shown_is_shown_again(chief, pair):
    kept, gone = pair
    page = chief.get(address(kept.pk, gone.pk))
    TenureFactory(person=gone)

    answer = chief.post(address(kept.pk, gone.pk), {"as_seen": page.context["as_seen"]})

    assert answer.status_code == 200
    assert answer.context["errors"]
    assert not Merge.objects.exists()
    again = chief.post(address(kept.pk, gone.pk), {"as_seen": answer.context["as_seen"]})
    assert again.status_code == 302


def test_a_refusal_is_told_and_the_other_direction_offered(chief):
    held, public = PersonFactory(), PersonFactory(public=True)

    page = chief.get(address(held.pk, public.pk))

    assert page.context["errors"]
    assert address(public.pk, held.pk).replace("&", "&amp;") in text_of(page)


def test_merged_records_are_listed_only_for_who_asks(chief, pair):
    kept, gone = pair
    send(chief, kept, gone)

    def listed(**query: str) -> list[int]:
        page = chief.get(desk.changelist(Person), query)
        return [person.pk for person in page.context["cl"].result_list]

    assert listed() == [kept.pk]
    assert listed(q="modi salifou") == [kept.pk]  # found by the old name
    assert listed(merged="yes") == [gone.pk]


def test_the_form_of_a_record_merged_meanwhile_is_refused_with_its_heir(chief, pair):
    kept, gone = pair
    form = desk.posted(chief.get(desk.change(gone)))
    send(chief, kept, gone)

    answer = chief.post(desk.change(gone), form | {"summary": "Autre."}, follow=True)

    assert answer.redirect_chain[0][0] == desk.change(kept)
    assert "Salifou Mody" in text_of(answer)
    assert Person.objects.get(pk=gone.pk).summary == "Ministre."
    assert chief.get(desk.change(gone)).status_code == 200  # to be read


def test_undoing_names_what_it_cannot_bring_back_and_asks(chief, pair):
    kept, gone = pair
    tenure = TenureFactory(person=gone)
    send(chief, kept, gone)
    tenure.delete()
    undo = reverse("admin:actors_merge_undo", args=[Merge.objects.get().pk])

    assert [group.model for group in chief.get(undo).context["losses"]] == [Tenure]
    refused = chief.post(undo)
    assert refused.context["errors"]
    assert Actor.objects.get(pk=gone.pk).merged_into_id == kept.pk
    chief.post(undo, {"accept": "on"})

    assert Actor.objects.get(pk=gone.pk).merged_into_id is None
    assert chief.get(undo).context["errors"]  # undone already


def test_in_the_demo_only_the_chief_editor_merges():
    ensure_accounts()
    users = get_user_model().objects

    assert users.get(username="redaction").has_perm("actors.merge_actor")
    assert not users.get(username="reporter").has_perm("actors.merge_actor")
    assert users.get(username="reporter").has_perm("actors.view_merge")


@pytest.mark.parametrize("page", ["uses", "history", "delete"])
def test_posting_to_another_page_of_a_merged_record_breaks_nothing(chief, pair, page):
    kept, gone = pair
    send(chief, kept, gone)

    response = chief.post(desk.change(gone).replace("/change/", f"/{page}/"))

    assert response.status_code in (200, 403, 405)


def test_who_may_not_see_actors_is_not_told_with_whom_one_was_merged(chief, pair):
    kept, gone = pair
    send(chief, kept, gone)
    somebody = Client()
    somebody.force_login(UserFactory())

    refused = somebody.post(desk.change(gone), {"name": "Autre"})

    assert refused.status_code == 403
    assert "Salifou" not in somebody.get("/admin/").content.decode()

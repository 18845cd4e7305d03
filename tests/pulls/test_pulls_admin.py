"""The pull audit at the desk: found by partner, key, story and period, and never written."""

from datetime import timedelta

import pytest
from django.utils import timezone

from newsroom.pulls.models import Pull
from newsroom.register.changes import epoch
from tests.factories import KeyFactory, NudgeFactory, PartnerFactory, PullFactory, UserFactory
from tests.register.register_rows import batch, put

pytestmark = pytest.mark.django_db
LIST = "/admin/pulls/pull/"


@pytest.fixture
def manager(client):
    client.force_login(UserFactory(partner_manager=True))
    return client


def found(client, **query):
    response = client.get(LIST, query)
    assert response.status_code == 200
    return set(response.context["cl"].queryset.values_list("pk", flat=True))


@pytest.fixture
def house():
    return PartnerFactory(name="Le Quotidien de l’Est")


def test_by_partner(manager, house):
    mine = PullFactory(key=KeyFactory(partner=house))
    PullFactory()

    assert found(manager, q="quotidien de l’est") == {mine.pk}
    assert found(manager, q=house.slug) == {mine.pk}
    assert found(manager, partner=house.pk) == {mine.pk}


def test_by_key(manager, house):
    key = KeyFactory(partner=house)
    mine = PullFactory(key=key)
    PullFactory(key=KeyFactory(partner=house))

    assert found(manager, q=key.name) == {mine.pk}


def test_by_period(manager):
    new, old = PullFactory(), PullFactory()
    Pull.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=8))

    assert found(manager, days="7") == {new.pk}
    assert found(manager, days="30") == {new.pk, old.pk}


def test_by_story_in_documents_and_in_ranges(manager):
    item = put()
    batch(item)
    given = {"surface": "changes", "uids": [], "version": None, "epoch": epoch()}
    named = PullFactory(uids=[put().uid, item.uid])
    over = PullFactory(**given, after=item.seq - 1, upto=item.seq)
    of_its_kind = PullFactory(**given, after=0, upto=item.seq, kinds=["article"])
    PullFactory(**given, after=0, upto=item.seq, kinds=["person"])
    PullFactory(**given, after=0, upto=item.seq, labels=["lang:en"])
    PullFactory(**given, after=item.seq, upto=item.seq + 9)
    PullFactory(**given | {"epoch": "another"}, after=0, upto=item.seq)
    PullFactory()

    assert found(manager, q=str(item.uid)) == {named.pk, over.pk, of_its_kind.pk}
    assert found(manager, q=str(item.uid), days="7") == {named.pk, over.pk, of_its_kind.pk}


@pytest.mark.parametrize("made", [PullFactory, NudgeFactory])
def test_nothing_is_written_there(chief, made):
    row = made()
    address = f"/admin/pulls/{row._meta.model_name}/"

    assert chief.get(f"{address}{row.pk}/change/").status_code == 200
    assert chief.get(f"{address}add/").status_code == 403
    assert chief.post(f"{address}{row.pk}/change/", {"number": 9}).status_code == 403
    assert chief.post(f"{address}{row.pk}/delete/", {"post": "yes"}).status_code == 403

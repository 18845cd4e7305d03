"""Two keys that work, no more, whoever asks for them at once; shown once, taken back at once."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.serializers import serialize
from django.db import connection
from django.utils import timezone

from newsroom.partners.issuing import issue, revoke
from newsroom.partners.models import Key
from tests.partners.contracts import forget, partner

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _nothing_known():
    forget()


@pytest.mark.django_db
def test_the_text_of_a_key_is_nowhere_in_the_database():
    key, text = issue(partner())

    row = serialize("json", Key.objects.filter(pk=key.pk))

    assert text not in row
    assert text.split("_")[3][:43] not in row
    assert key.last_four == text[-4:]


@pytest.mark.django_db
def test_a_third_key_is_refused_until_one_is_revoked():
    house = partner()
    first, _ = issue(house)
    issue(house)
    with pytest.raises(ValidationError) as refusal:
        issue(house)
    assert refusal.value.code == "too_many"

    revoke(first)

    assert issue(house)[0] in Key.objects.working()


@pytest.mark.django_db
def test_an_expired_key_makes_room(time_machine):
    house = partner()
    issue(house, expires_at=timezone.now() + HOUR)
    issue(house)
    time_machine.move_to(timezone.now() + 2 * HOUR)

    issue(house)

    assert Key.objects.working().filter(partner=house).count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("contract", "options", "code"),
    [
        ({"is_active": False}, {}, "inactive"),
        ({}, {"expires_at": timezone.now() - HOUR}, None),
    ],
)
def test_what_no_key_is_given_for(contract, options, code):
    with pytest.raises(ValidationError) as refusal:
        issue(partner(**contract), **options)
    assert code is None or refusal.value.code == code
    assert not Key.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_ten_at_once_two_get_one():
    house = partner()
    made, refused = [], []
    begin = threading.Barrier(10)

    def ask() -> None:
        begin.wait()
        try:
            made.append(issue(house))
        except ValidationError as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(made), refused) == (2, ["too_many"] * 8)

"""A partner with a key, and the page of its account."""

import pytest

from newsroom.partners import quotas
from newsroom.partners.identifying import memory
from newsroom.partners.issuing import issue
from tests.factories import PartnerFactory
from tests.pulls.takers import PAGE, basic
from tests.reader import Reading


@pytest.fixture(autouse=True)
def fresh():
    """Processes remember keys, and who has asked too often."""
    yield
    quotas.exhausted.forget()
    memory.forget()


@pytest.fixture
def house():
    return PartnerFactory(
        name="Le Quotidien de l’Est", labels=["lang:fr", "section:paix"], hidden=["images"]
    )


@pytest.fixture
def key(house):
    return issue(house)[1]


@pytest.fixture
def opened(client, key):
    """The page as the holder of the key sees it, in French."""

    def read(language="fr") -> Reading:
        response = client.get(
            PAGE, headers={"authorization": basic(key), "accept-language": language}
        )
        assert response.status_code == 200
        return Reading(response)

    return read

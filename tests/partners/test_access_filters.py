"""What a contract leaves out cannot be found out by filters."""

import pytest

from tests.partners.contracts import asking, forget

pytestmark = pytest.mark.django_db
UID = "00000000-0000-4000-8000-000000000000"


@pytest.fixture(autouse=True)
def _nothing_known():
    forget()


@pytest.mark.parametrize(
    ("hidden", "path", "parameter"),
    [
        ("subjects", "/api/v1/articles?subject=medtop:1", "subject"),
        ("section", "/api/v1/articles?section=paix", "section"),
        ("mentions", f"/api/v1/articles?person={UID}", "person"),
        ("published_at", "/api/v1/articles?published_after=2025-01-01", "published_after"),
        ("translation_of", f"/api/v1/articles?translation_of={UID}", "translation_of"),
        ("tenures", f"/api/v1/people?office={UID}", "office"),
        ("participants", f"/api/v1/meetings?person={UID}", "person"),
        ("speaker", f"/api/v1/statements?speaker={UID}", "speaker"),
        ("parties", f"/api/v1/agreements?party={UID}", "party"),
        ("people", f"/api/v1/encounters?person={UID}", "person"),
        ("signatories", "/api/v1/search?author=AC", "author"),
        ("mentions", f"/api/v1/search?person={UID}", "person"),
        ("section", "/api/v1/search?section=paix", "section"),
        ("when", "/api/v1/search?year=2025", "year"),
    ],
)
def test_what_is_hidden_cannot_be_found_out_by_filters(hidden, path, parameter):
    response = asking("public", hidden=[hidden]).get(path)

    assert response.status_code == 400
    assert [(one["parameter"], one["code"]) for one in response.json()["errors"]] == [
        (parameter, "not_allowed")
    ]
    assert asking("public").get(path).status_code == 200
    # What says nothing of it may be asked all the same.
    assert asking("public", hidden=["images"]).get(path).status_code == 200

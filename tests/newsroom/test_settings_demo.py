"""The demo keeps one secret, and reads addresses as libpq writes them."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from newsroom.settings.databases import as_public_role, database, pooled
from newsroom.settings.demo import kept_secret


def test_secret_is_made_once_even_by_many_at_a_time(tmp_path):
    path = tmp_path / "deep" / "secret"

    with ThreadPoolExecutor(8) as pool:
        read = set(pool.map(lambda _: kept_secret(path), range(8)))

    assert read == {path.read_text()}
    assert len(path.read_text()) >= 50


def test_secret_is_for_its_owner_only(tmp_path):
    kept_secret(tmp_path / "secret")

    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("url", "part", "value"),
    [
        ("postgresql://newsroom@%2Ftmp%2F.a-1/newsroom", "HOST", "/tmp/.a-1"),
        ("postgres://u:p%40ss@db:5433/n", "PASSWORD", "p@ss"),
        ("postgres://u:p@db:5433/n", "PORT", 5433),
        ("postgres://u:p@db/n?sslmode=require", "OPTIONS", {"sslmode": "require"}),
        ("postgres://u:p@db/n", "OPTIONS", {}),
    ],
)
def test_address_is_read_as_libpq_writes_it(url, part, value):
    assert database(url)[part] == value


def test_public_role_and_pool_keep_the_options_of_the_address():
    read = pooled(as_public_role(database("postgres://u:p@db/n?sslmode=require")), threads=4)

    assert read["OPTIONS"]["sslmode"] == "require"
    assert read["OPTIONS"]["options"] == "-c role=newsroom_public"
    assert read["OPTIONS"]["pool"]["max_size"] == 5

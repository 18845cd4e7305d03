"""Production starts with safe values only, and its public side holds nothing of the desk."""

import runpy
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

READS = (
    "DEBUG",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "NEWSROOM_SIDE",
    "DATABASE_URL",
    "PUBLIC_DATABASE_URL",
    "HTTPS_ONLY",
    "WEB_THREADS",
    "NEWSROOM_TIME_ZONE",
    "CSRF_TRUSTED_ORIGINS",
    "DESK_ADDRESS",
    "EMAIL_URL",
    "DEFAULT_FROM_EMAIL",
)
DESK = {
    "NEWSROOM_SIDE": "desk",
    "SECRET_KEY": "q7Zr2-Xw9Vt4Kp1Ls6Jn8Bm3Hc5Gd0Fy-Ta2Ue7Ri4Wo9Qs1Pz6Mk",
    "ALLOWED_HOSTS": "archive.example,www.archive.example",
    "DATABASE_URL": "postgresql://owner:a@database.example/newsroom",
    "PUBLIC_DATABASE_URL": "postgresql://reader:b@database.example/newsroom?sslmode=require",
}
PUBLIC = {name: value for name, value in DESK.items() if name != "DATABASE_URL"} | {
    "NEWSROOM_SIDE": "public"
}


@pytest.fixture
def production(monkeypatch):
    """Read the production settings as a process with exactly these variables would."""

    def read(variables: dict[str, str]) -> dict[str, Any]:
        for name in READS:
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return runpy.run_module("newsroom.settings.production")

    return read


@pytest.mark.parametrize(
    ("base", "changes", "complaint"),
    [
        (DESK, {"DEBUG": "true"}, "DEBUG"),
        (DESK, {"DEBUG": "1"}, "DEBUG"),
        (DESK, {"SECRET_KEY": ""}, "SECRET_KEY"),
        (DESK, {"SECRET_KEY": "short"}, "SECRET_KEY"),
        (DESK, {"SECRET_KEY": "a" * 60}, "SECRET_KEY"),
        (DESK, {"SECRET_KEY": "django-insecure-" + DESK["SECRET_KEY"]}, "SECRET_KEY"),
        (DESK, {"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        (DESK, {"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        (DESK, {"ALLOWED_HOSTS": "archive.example,*"}, "ALLOWED_HOSTS"),
        (DESK, {"NEWSROOM_SIDE": ""}, "NEWSROOM_SIDE"),
        (DESK, {"NEWSROOM_SIDE": "both"}, "NEWSROOM_SIDE"),
        (DESK, {"DATABASE_URL": ""}, "DATABASE_URL must be set"),
        (DESK, {"PUBLIC_DATABASE_URL": ""}, "PUBLIC_DATABASE_URL must be set"),
        (DESK, {"PUBLIC_DATABASE_URL": DESK["DATABASE_URL"]}, "must be the read-only role"),
        (PUBLIC, {"PUBLIC_DATABASE_URL": ""}, "PUBLIC_DATABASE_URL must be set"),
        (PUBLIC, {"DATABASE_URL": DESK["DATABASE_URL"]}, "must not hold DATABASE_URL"),
    ],
)
def test_unsafe_value_stops_the_start(production, base, changes, complaint):
    with pytest.raises(ImproperlyConfigured, match=complaint):
        production(base | changes)


def test_public_side_knows_one_address_under_both_names(production):
    databases = production(PUBLIC)["DATABASES"]

    assert databases["default"] == databases["public"]
    assert databases["public"]["USER"] == "reader"
    assert databases["public"]["OPTIONS"]["sslmode"] == "require"


def test_public_side_has_no_session_log_in_or_form(production):
    middleware = " ".join(production(PUBLIC)["MIDDLEWARE"]).lower()

    assert not [word for word in ("session", "auth", "messages", "csrf") if word in middleware]


@pytest.mark.parametrize(
    ("variables", "urls"),
    [(PUBLIC, "newsroom.urls.public"), (DESK, "newsroom.urls.desk")],
)
def test_side_chooses_the_addresses(production, variables, urls):
    assert production(variables)["ROOT_URLCONF"] == urls


def test_both_sides_have_the_same_apps(production):
    assert production(PUBLIC)["INSTALLED_APPS"] == production(DESK)["INSTALLED_APPS"]


def test_desk_writes_as_the_owner_and_reads_the_register_as_the_reader(production):
    databases = production(DESK)["DATABASES"]

    assert databases["default"]["USER"] == "owner"
    assert databases["public"]["USER"] == "reader"


def test_pool_serves_every_thread(production):
    read = production(DESK | {"WEB_THREADS": "16"})["DATABASES"]["default"]

    assert read["OPTIONS"]["pool"]["max_size"] > 16
    assert read["CONN_MAX_AGE"] == 0


def test_cookies_and_transport_are_secure(production):
    read = production(DESK)

    assert read["SECURE_SSL_REDIRECT"] is True
    assert read["SESSION_COOKIE_SECURE"] is True
    assert read["CSRF_COOKIE_SECURE"] is True
    assert read["SECURE_HSTS_SECONDS"] >= 31_536_000


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp+tls://u:p%40ss@mail.example:587", 587, True, False),
        ("smtp+ssl://u:p%40ss@mail.example", 465, False, True),
        ("smtp://u:p%40ss@mail.example", 25, False, False),
    ],
)
def test_the_mail_server_is_read_from_its_address(production, url, port, tls, ssl):
    settings = production(DESK | {"EMAIL_URL": url})

    assert settings["NOTIFY_BY_MAIL"] is True
    assert settings["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    assert settings["EMAIL_HOST"] == "mail.example"
    assert settings["EMAIL_HOST_PASSWORD"] == "p@ss"
    assert settings["EMAIL_PORT"] == port
    assert (settings["EMAIL_USE_TLS"], settings["EMAIL_USE_SSL"]) == (tls, ssl)


def test_without_a_mail_server_nobody_is_told_by_e_mail(production):
    assert production(DESK)["NOTIFY_BY_MAIL"] is False


@pytest.mark.parametrize(
    ("variables", "address"),
    [
        ({}, "https://archive.example"),
        ({"HTTPS_ONLY": "false"}, "http://archive.example"),
        ({"DESK_ADDRESS": "https://pupitre.example/"}, "https://pupitre.example"),
    ],
)
def test_e_mails_lead_to_the_desk(production, variables, address):
    assert production(DESK | variables)["DESK_ADDRESS"] == address

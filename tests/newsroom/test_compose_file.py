"""docker-compose.yml says what the settings read and runs commands that exist."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

REPOSITORY = Path(__file__).resolve().parents[2]
COMPOSE = REPOSITORY / "docker-compose.yml"
GIVEN = {
    "SECRET_KEY": "q7Zr2-Xw9Vt4Kp1Ls6Jn8Bm3Hc5Gd0Fy-Ta2Ue7Ri4Wo9Qs1Pz6Mk",
    "ALLOWED_HOSTS": "archive.example",
    "OWNER_PASSWORD": "ownerpassword",
    "PUBLIC_PASSWORD": "publicpassword",
    "SITE_ADDRESS": "archive.example",
}
OURS = ("migrate", "web-public", "web-desk", "worker", "jobs")
READ_BY_COMMANDS = {"PUBLIC_ROLE_PASSWORD"}


def substituted(text: str) -> str:
    """Replace ${NAME}, ${NAME:-default} and ${NAME:?message} as compose does."""

    def value(match: re.Match[str]) -> str:
        name, operator, rest = match.groups()
        if name in GIVEN:
            return GIVEN[name]
        assert operator == ":-", f"{name} is needed and this test does not give it"
        return rest

    return re.sub(r"\$\{(\w+)(?:(:[-?])([^}]*))?\}", value, text)


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return yaml.safe_load(substituted(COMPOSE.read_text()))["services"]


def words(service: dict[str, Any]) -> list[str]:
    return " ".join(service["command"]).replace("&&", " ").split()


def test_the_services_are_those_of_the_design(services):
    assert set(services) == {"db", "proxy", *OURS}


@pytest.mark.parametrize("name", OURS)
def test_variables_are_read_by_the_settings(services, name):
    read = set()
    for module in ("newsroom/settings/production.py", "newsroom/settings/base.py"):
        read |= set(re.findall(r'env\.\w+\(\s*"(\w+)"', (REPOSITORY / module).read_text()))
    read |= {"PUBLIC_DATABASE_URL", "DATABASE_URL"} | READ_BY_COMMANDS

    assert set(services[name]["environment"]) <= read


@pytest.mark.parametrize("name", OURS)
def test_settings_start_with_the_variables_of_the_service(services, name):
    variables = {key: str(value) for key, value in services[name]["environment"].items()}
    kept = {"PATH", "HOME", "VIRTUAL_ENV", "LANG"}

    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=REPOSITORY,
        env={key: value for key, value in os.environ.items() if key in kept}
        | variables
        | {"DJANGO_SETTINGS_MODULE": "newsroom.settings.production"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", OURS)
def test_commands_exist(services, name):
    said = words(services[name])
    known = get_commands()
    for before, command in zip(said, said[1:], strict=False):
        if before == "manage.py":
            assert command in known
    if "gunicorn" in said:
        assert (REPOSITORY / said[said.index("--config") + 1]).is_file()


def test_the_one_off_service_makes_what_a_desk_cannot_do_without(services):
    said = words(services["migrate"])
    pairs = zip(said, said[1:], strict=False)
    done = [command for before, command in pairs if before == "manage.py"]

    assert done == ["migrate", "roles", "load_templates", "public_role"]


def test_public_web_never_gets_the_owner_s_password(services):
    assert GIVEN["OWNER_PASSWORD"] not in str(services["web-public"])
    assert GIVEN["OWNER_PASSWORD"] not in str(services["proxy"])


def test_services_start_after_the_migrations_and_those_after_the_database(services):
    for name in ("web-public", "web-desk", "worker", "jobs"):
        waits = services[name]["depends_on"]["migrate"]["condition"]
        assert waits == "service_completed_successfully"
    assert services["migrate"]["depends_on"]["db"]["condition"] == "service_healthy"
    assert "healthcheck" in services["db"]


def test_proxy_sends_the_admin_to_the_desk_and_the_rest_to_the_public_side(services):
    mounted = services["proxy"]["volumes"][0].partition(":")[0]
    rules = (REPOSITORY / mounted).read_text()

    desk = re.search(r"handle /admin/\* \{\s*reverse_proxy (\S+):8000", rules)
    public = re.search(r"handle \{\s*reverse_proxy (\S+):8000", rules)

    assert desk
    assert public
    assert (desk[1], public[1]) == ("web-desk", "web-public")


def test_image_runs_as_an_ordinary_user_from_checked_hashes():
    image = (REPOSITORY / "Dockerfile").read_text()

    assert re.findall(r"^USER (\w+)$", image, flags=re.M) == ["archive"]
    assert image.count("--require-hashes") == 2
    for copied in re.findall(r"requirements/\w+\.txt", image):
        assert (REPOSITORY / copied).is_file()


def test_docker_compose_accepts_the_file():
    docker = shutil.which("docker")
    if not docker or subprocess.run([docker, "compose", "version"], capture_output=True).returncode:
        pytest.skip("no `docker compose` on this machine")

    done = subprocess.run(
        [docker, "compose", "-f", str(COMPOSE), "config", "--quiet"],
        env=os.environ | GIVEN,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr

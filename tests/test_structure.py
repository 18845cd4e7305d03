"""The shape of the code: sizes, first lines, directions of import, and what we do without."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

REPOSITORY = Path(__file__).resolve().parents[1]
CODE = ("newsroom", "articles", "actors")
CEILING = 300
# A settings module is its base with differences: the one place where a star is the convention.
MAY_STAR = re.compile(r"^newsroom/settings/\w+\.py$")
SIGNALS = {"post_save", "pre_save", "post_delete", "pre_delete", "m2m_changed", "post_init"}
MACHINE_PATHS = ("/ro" + "ot/", "/ho" + "me/", "/wo" + "rk/", "/tmp/" + "bash_")
REGISTRY_HOSTS = (
    "py" + "pi.org",
    "pythonho" + "sted.org",
    "registry.n" + "pmjs.org",
    "gh" + "cr.io",
)


def shipped() -> list[Path]:
    """Files that git tracks or would track."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout: which files belong to it is unknown")
    return [path for name in listed.stdout.splitlines() if (path := REPOSITORY / name).is_file()]


def python_files(*packages: str) -> list[Path]:
    found = [path for package in packages for path in (REPOSITORY / package).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def named(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(REPOSITORY)) for path in paths]


EVERY = named([REPOSITORY / "manage.py", *python_files(*CODE, "tests")])
OURS = named(python_files(*CODE))


def parsed(name: str) -> ast.Module:
    return ast.parse((REPOSITORY / name).read_text())


def test_the_walk_finds_the_code():
    assert len(OURS) > 20
    assert "newsroom/settings/base.py" in OURS


@pytest.mark.parametrize("name", EVERY)
def test_no_file_is_over_the_ceiling(name):
    assert len((REPOSITORY / name).read_text().splitlines()) <= CEILING


@pytest.mark.parametrize("name", EVERY)
def test_every_module_says_in_one_line_what_is_in_it(name):
    lines = (ast.get_docstring(parsed(name)) or "").splitlines()

    assert lines, "no docstring"
    assert len(lines) == 1 or not lines[1], "the first line is not a sentence of its own"
    assert lines[0].endswith((".", ")", ":")) or lines[0][-1].isalnum()
    assert len(lines[0]) > 15


def imports(tree: ast.Module) -> Iterator[ast.ImportFrom]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))


@pytest.mark.parametrize("name", EVERY)
def test_no_star_and_no_relative_import(name):
    for node in imports(parsed(name)):
        assert node.level == 0, f"line {node.lineno}"
        if not MAY_STAR.match(name):
            assert node.names[0].name != "*", f"line {node.lineno}"


@pytest.mark.parametrize("name", EVERY)
def test_no_module_is_named_for_nothing(name):
    assert Path(name).stem not in {"utils", "helpers", "misc", "common", "signals"}


@pytest.mark.parametrize("name", OURS)
def test_no_signal_carries_a_rule(name):
    used = {
        node.id if isinstance(node, ast.Name) else node.attr
        for node in ast.walk(parsed(name))
        if isinstance(node, ast.Name | ast.Attribute)
    }

    assert not used & SIGNALS


@pytest.mark.parametrize("name", OURS)
def test_no_serializer_or_form_takes_all_fields(name):
    for node in ast.walk(parsed(name)):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            targets = {target.id for target in node.targets if isinstance(target, ast.Name)}
            assert not (targets & {"fields"} and node.value.value == "__all__"), node.lineno


def test_relations_from_articles_cannot_be_followed_from_actors():
    reaching = [
        str(field)
        for model in apps.get_app_config("articles").get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | ManyToManyField)
        and field.related_model._meta.app_label == "actors"
        and not field.remote_field.hidden
    ]

    assert reaching == []


def test_import_contracts_hold():
    lint = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run(
        [sys.executable, str(lint), "--no-cache"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout
    assert "2 kept, 0 broken" in done.stdout


def test_nothing_shipped_names_a_registry_or_a_path_of_this_machine():
    found = []
    for path in shipped():
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        found += [
            f"{path.relative_to(REPOSITORY)}: {word}"
            for word in (*MACHINE_PATHS, *REGISTRY_HOSTS)
            if word in text
        ]

    assert found == []

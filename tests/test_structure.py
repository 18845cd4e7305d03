"""The shape of the code: sizes, first lines, directions of import, and what we do without."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

REPOSITORY = Path(__file__).resolve().parents[1]
CODE = ("newsroom", "articles", "actors")
CEILING = 300
# Partners take it as one file, whatever is in it.
ONE_FILE = {"newsroom/client/newsroom_mirror.py": 750}
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


TREES = {name: ast.parse((REPOSITORY / name).read_text()) for name in EVERY}


def nodes(names: list[str], *kinds: type) -> Iterator[tuple[str, Any]]:
    """Every node of these kinds, with the file it stands in."""
    for name in names:
        yield from ((name, node) for node in ast.walk(TREES[name]) if isinstance(node, kinds))


def test_the_walk_finds_the_code():
    assert len(OURS) > 20
    assert "newsroom/settings/base.py" in OURS


def test_no_file_is_over_the_ceiling():
    sizes = {name: len((REPOSITORY / name).read_text().splitlines()) for name in EVERY}

    over = {name: n for name, n in sizes.items() if n > ONE_FILE.get(name, CEILING)}
    assert over == {}


def test_every_module_says_in_one_line_what_is_in_it():
    assert [name for name in EVERY if not says_what_it_is(TREES[name])] == []


def says_what_it_is(tree: ast.Module) -> bool:
    """A sentence of its own in the first line, longer than a word or two."""
    lines = (ast.get_docstring(tree) or "").splitlines()
    if not lines or any(lines[1:2]) or len(lines[0]) <= 15:
        return False
    return lines[0].endswith((".", ")", ":")) or lines[0][-1].isalnum()


def test_no_star_and_no_relative_import():
    found = [
        f"{name}:{node.lineno}"
        for name, node in nodes(EVERY, ast.ImportFrom)
        if node.level or (node.names[0].name == "*" and not MAY_STAR.match(name))
    ]

    assert found == []


def test_no_module_is_named_for_nothing():
    nothing = {"utils", "helpers", "misc", "common", "signals"}

    assert [name for name in EVERY if Path(name).stem in nothing] == []


def test_no_signal_carries_a_rule():
    used = [
        (name, node.id if isinstance(node, ast.Name) else node.attr)
        for name, node in nodes(OURS, ast.Name, ast.Attribute)
    ]

    assert [(name, word) for name, word in used if word in SIGNALS] == []


def test_no_serializer_or_form_takes_all_fields():
    found = [
        f"{name}:{node.lineno}"
        for name, node in nodes(OURS, ast.Assign)
        if isinstance(node.value, ast.Constant)
        and node.value.value == "__all__"
        and any(isinstance(one, ast.Name) and one.id == "fields" for one in node.targets)
    ]

    assert found == []


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

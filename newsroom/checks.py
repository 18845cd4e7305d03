"""Every check of `make check`, run side by side: python -m newsroom.checks."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
# A script is given to Python: its first line breaks when the checkout moves. A program is not.
BIN = Path(sys.executable).parent
PACKAGES = ("newsroom", "articles", "actors")

TEST = {"DJANGO_SETTINGS_MODULE": "newsroom.settings.test"}
# What an installation would set; no server stands behind these addresses.
DESK = {
    "DJANGO_SETTINGS_MODULE": "newsroom.settings.production",
    "NEWSROOM_SIDE": "desk",
    "SECRET_KEY": "checked-only-k2Jq8vXw5Zr1Tn7Lb4Yd9Gm3Hs6Pf0Ac-checked-only",
    "ALLOWED_HOSTS": "archive.example",
    "DATABASE_URL": "postgresql://newsroom@database.example/newsroom",
    "PUBLIC_DATABASE_URL": "postgresql://newsroom_public@database.example/newsroom",
    "STATIC_ROOT": str(CHECKOUT),
}
PUBLIC = DESK | {"NEWSROOM_SIDE": "public", "DATABASE_URL": ""}


@dataclass(frozen=True)
class Check:
    """One command that must end with code 0; `environment` is added to the caller's."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)

    def run(self) -> "Result":
        """Run it and return what it said."""
        began = time.monotonic()
        done = subprocess.run(
            self.command,
            cwd=CHECKOUT,
            env=os.environ | self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return Result(self, done.returncode == 0, done.stdout, time.monotonic() - began)


@dataclass(frozen=True)
class Result:
    """How a check ended, with its output and how many seconds it took."""

    check: Check
    is_good: bool
    output: str
    seconds: float


def checks() -> Iterator[Check]:
    """Yield the checks, the slow ones first."""
    yield Check("types", _module("mypy"), TEST)
    yield Check("migrations", _manage("makemigrations", "--check", "--dry-run"), TEST)
    yield Check("API description", _manage("openapi", "--check"), TEST)
    deploy = _manage("check", "--deploy", "--fail-level", "WARNING")
    yield Check("deployment, desk", deploy, DESK)
    yield Check("deployment, public side", deploy, PUBLIC)
    structure = _module("pytest", "-q", "-p", "no:cacheprovider", "tests/test_structure.py")
    yield Check("structure", structure)
    yield Check("import contracts", [sys.executable, str(BIN / "lint-imports")])
    yield Check("dependencies", _module("deptry", "."))
    yield Check("lint", _module("ruff", "check", "."))
    yield Check("format", _module("ruff", "format", "--check", "."))
    yield Check("French catalogue", _module("newsroom.catalogue", "check"))
    templates = sorted(
        str(found.relative_to(CHECKOUT))
        for package in PACKAGES
        for found in (CHECKOUT / package).rglob("*.html")
    )
    if templates:
        version = ("--target-version", "5.2")
        yield Check("template format", [str(BIN / "djade"), "--check", *version, *templates])
        yield Check("template lint", _module("djlint", "--lint", "--quiet", *templates))


def main() -> int:
    """Run all checks, show what failed, and return 1 when anything did."""
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        results = list(pool.map(Check.run, checks()))
    for result in results:
        print(
            f"{'ok    ' if result.is_good else 'FAILED'} {result.check.name}"
            f" ({result.seconds:.1f} s)"
        )
    failed = [result for result in results if not result.is_good]
    for result in failed:
        print(f"\n--- {result.check.name}: {' '.join(result.check.command)}\n{result.output}")
    return 1 if failed else 0


def _module(name: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", name, *arguments]


def _manage(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", *arguments]


if __name__ == "__main__":
    sys.exit(main())

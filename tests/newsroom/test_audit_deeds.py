"""Every deed that may stand in the audit has a name, in the language of whoever reads it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from articles.transitions.table import TRANSITIONS
from newsroom.audit.deeds import DEEDS, deed_in_words
from newsroom.audit.triggers import ADMIN_LOG, ROWS, audited

REPOSITORY = Path(__file__).resolve().parents[2]


def written() -> Iterator[str]:
    """The codes that code gives to the journal as they stand."""
    for package in ("newsroom", "articles", "actors"):
        for path in (REPOSITORY / package).rglob("*.py"):
            for call in ast.walk(ast.parse(path.read_text())):
                if not (isinstance(call, ast.Call) and call.args):
                    continue
                name = ast.unparse(call.func)
                first = call.args[0]
                if name in ("write", "journal.write", "refused", "journal.refused") and (
                    isinstance(first, ast.Constant) and isinstance(first.value, str)
                ):
                    yield first.value


def of_triggers() -> set[str]:
    text = f"{ADMIN_LOG.sql}{ROWS.sql}{audited('t', 'm').sql}"
    return set(re.findall(r"'((?:admin|row|table)_[a-z]+)'", text)) - {"admin_log"}


def test_every_deed_that_code_or_a_trigger_writes_has_a_name_and_no_other():
    assert set(written()) | set(TRANSITIONS) | of_triggers() == set(DEEDS)


@pytest.mark.parametrize(
    ("code", "language", "words"),
    [
        ("withdraw", "fr", "Retrait"),
        ("withdraw", "en", "Withdrawal"),
        ("withdraw_refused", "fr", "Retrait\u202f: refusé"),
        ("withdraw_refused", "en", "Withdrawal: refused"),
        ("of_an_old_release", "fr", "of_an_old_release"),
    ],
)
def test_a_deed_is_named_in_the_language_of_the_reader(code, language, words):
    with override(language):
        assert deed_in_words(code) == words

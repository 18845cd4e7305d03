"""Lets Lighthouse judge the main kinds of pages of the demo archive: make lighthouse."""

from typing import Any

import pytest

from newsroom.demo import archive
from tests.judges.lighthouse import CATEGORIES, THEMES, find_lighthouse, judge
from tests.screenshots import found_by_kind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KINDS = ("article_detail", "person_detail", "meeting_detail")


def test_pages_get_all_marks_in_both_themes(live_server: Any, capsys: Any, settings: Any) -> None:
    if find_lighthouse() is None:
        pytest.fail("Lighthouse is not installed: it needs npm, and Node.js 18 or later")
    archive.load()
    found = found_by_kind()
    pages = ["/", *(found[kind] for kind in KINDS), "/recherche/"]
    short = []
    with capsys.disabled():
        print(f"\n{'theme':8}{''.join(f'{name:>16}' for name in CATEGORIES)}  page")
        for path in pages:
            for theme in THEMES:
                judged = judge(live_server.url + path, theme)
                print(f"{theme:8}{''.join(f'{mark:>16}' for mark in judged.marks)}  {path}")
                print("".join(f"        {fault}\n" for fault in judged.faults), end="", flush=True)
                if set(judged.marks) != {100}:
                    short.append((path, theme, judged.marks))

    assert short == []

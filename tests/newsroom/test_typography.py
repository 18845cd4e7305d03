"""French spacing: existing spaces become narrow and unbreakable, none is added."""

import pytest

from newsroom.typography import french_spaces


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Il dit : oui ; non !", "Il dit\u202f: oui\u202f; non\u202f!"),
        ("« bravoure »", "«\u202fbravoure\u202f»"),
        ("«\u00a0bravoure\u00a0» ?", "«\u202fbravoure\u202f»\u202f?"),
        ("Vraiment ?!", "Vraiment\u202f?!"),
        ("sans espace: ici", "sans espace: ici"),
        ("à 10:30, à 3:1", "à 10:30, à 3:1"),
        (
            '<a href="https://x.example/ ;y">mot ;</a>',
            '<a href="https://x.example/ ;y">mot\u202f;</a>',
        ),
        ("", ""),
    ],
)
def test_spaces_at_french_signs(text, shown):
    assert french_spaces(text) == shown

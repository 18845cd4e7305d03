"""The search vector: its weights, its references, and texts of any length."""

from uuid import uuid4

import pytest


def unlike(alphabet: str, length: int, separator: str = " ", size: int = 1_200_000) -> str:
    """Text of as many different words of one length as an alphabet and a size allow."""
    base = len(alphabet)
    count = min(base**length, size // (length + len(separator)))
    return separator.join(
        "".join(alphabet[n // base**place % base] for place in range(length)) for n in range(count)
    )


@pytest.mark.parametrize(
    "body",
    [
        unlike("abcdefghijklmnopqrstuvwxyz", 3, size=80_000) + unlike("abcdefghijklmnopqr", 5),
        unlike("abcdefghijklmnopqrstuvwxyz0123456789", 4),
        unlike("бвгджзклмнпрстфхцчшщ", 4),
        unlike("".join(map(chr, range(0x4E00, 0x9FA5))), 1),
        unlike("".join(map(chr, range(0x20000, 0x2A6D6))), 2),
        "mot " * 500_000,
        "\ufdfa" * 500_000,
        "x" * 3_000_000,
    ],
    ids=[
        "letters",
        "letters and digits",
        "Cyrillic",
        "Han",
        "rare Han",
        "one word",
        "ligature",
        "no space",
    ],
)
@pytest.mark.filterwarnings("default")
def test_no_text_is_too_long_for_the_vector(scratch, body):
    refs = [uuid4() for _ in range(12_000)]
    found = scratch.execute(
        """
        with v as (select register_vector(%(body)s, %(body)s, %(body)s, %(refs)s) v)
        select v @@ to_tsquery('archive', %(first)s), v @@ to_tsquery('archive', 'mot'),
               length(v) >= 2500
        from v
        """,
        {"body": f"mot {body}", "refs": refs, "first": f"u{refs[0].hex}"},
    ).fetchone()
    assert found == (True, True, True)


def test_the_vector_weighs_title_lead_and_body_and_takes_nothing_for_empty(scratch):
    uid = uuid4()
    vector = scratch.execute(
        "select register_vector('Sommet', 'À Moscou', 'le Mali', array[%s, %s, null])::text",
        [uid, uid],
    ).fetchone()
    assert vector == (f"'a':2B 'mali':5C 'moscou':3B 'sommet':1A 'u{uid.hex}'",)
    assert scratch.execute("select register_vector(null, null, null, null)::text").fetchone() == (
        "",
    )

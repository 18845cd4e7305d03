"""Documents that a text says were signed, and those that it only says exist."""

from datetime import date

import pytest

from articles.suggestion.documents import documents
from tests.articles.hand_made import found_in

pytestmark = pytest.mark.django_db
ON = date(2024, 5, 16)


def told(text):
    return [
        (one.text, one.kind, one.is_signed, sorted(party.name for party in one.parties))
        for one in documents(text, found_in(text), ON)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les parties ont signé une déclaration conjointe ainsi qu’un mémorandum d’entente entre"
         " la France et le Togo.",
         [("déclaration conjointe", "declaration", True, []),
          ("mémorandum d’entente", "memorandum", True, ["France", "Togo"])]),
        ("Le Tchad et le Togo ont signé un accord de libre circulation.",
         [("accord de libre circulation", "agreement", True, ["Tchad", "Togo"])]),
        ("Le Tchad a signé avec la France un accord de défense.",
         [("accord de défense", "agreement", True, ["Tchad"])]),
        ("Un protocole d’accord a été signé mardi à Lomé entre le Togo et l’ONU.",
         [("protocole d’accord", "memorandum", True, ["ONU", "Togo"])]),
        ("La coopération se fait dans le cadre de l’accord de défense avec la France.",
         [("accord de défense", "agreement", False, ["France"])]),
        ("Lors de sa rencontre avec le Tchadien, le Togo a salué leur accord de pêche.",
         [("accord de pêche", "agreement", False, [])]),
        ("Le Togo refuse de signer le traité de paix.", [("traité de paix", "treaty", False, [])]),
        ("Les deux pays devraient signer un accord commercial en juin.",
         [("accord commercial", "agreement", False, [])]),
        ("Le Tchad a dénoncé le traité de Dakar.", [("traité de Dakar", "treaty", False, [])]),
        ("France and Ghana signed a memorandum of understanding on trade.",
         [("memorandum of understanding on trade", "memorandum", True, ["France"])]),
        ("A joint statement was signed by the ministers.",
         [("joint statement", "communique", True, [])]),
        ("Le ministre a donné son accord.", []),
        ("Les ministres sont d’accord, selon un communiqué.", []),
        ("Dans une déclaration à la presse, il a salué cet accord.", []),
    ],
)  # fmt: skip
def test_what_is_signed_is_told_from_what_exists_and_from_mere_words(text, expected):
    assert [row[:3] for row in told(text)] == [row[:3] for row in expected]
    for found, wanted in zip(told(text), expected, strict=True):
        assert set(wanted[3]) <= set(found[3])


def test_a_document_named_twice_is_one():
    text = (
        "Le Tchad et le Togo ont signé un accord de défense. L’accord de défense entrera en"
        " vigueur en juin."
    )

    assert told(text) == [("accord de défense", "agreement", True, ["Tchad", "Togo"])]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Le Togo et le Tchad ont signé, mardi, un accord de défense.", date(2024, 5, 14)),
        ("Réunis à Lomé le 3 mai, le Togo et le Tchad ont signé un accord de défense.",
         date(2024, 5, 3)),
        ("Les ministres se sont vus à Lomé le 3 mai. À l’issue, ils ont signé un accord de paix.",
         date(2024, 5, 3)),
        ("L’accord de paix signé le 20 juin 2015 à Lomé est caduc.", date(2015, 6, 20)),
        ("Le Togo a signé un accord de paix.", None),
    ],
)  # fmt: skip
def test_the_day_is_that_of_the_signature_or_of_the_talks(text, day):
    (document,) = documents(text, found_in(text), ON)

    assert document.is_signed
    assert document.day == day

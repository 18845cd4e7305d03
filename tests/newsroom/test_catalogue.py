"""The French catalogue is whole, its check finds each fault, and texts are collected."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.support import Translations

from newsroom.catalogue.__main__ import main, updated
from newsroom.catalogue.faults import faults
from newsroom.catalogue.po import FRENCH, compile_catalogue, read_catalogue, write_catalogue
from newsroom.catalogue.sources import collect

NARROW = "\u202f"


def made_of(*entries: str) -> Catalog:
    """A catalogue with these entries, as they stand in a .po file."""
    return read_po(BytesIO("\n\n".join(entries).encode()), locale="fr")


def entry(source: str, french: str) -> str:
    return f'msgid "{source}"\nmsgstr "{french}"'


def faults_of(source: str, french: str) -> str:
    return "; ".join(faults(made_of(entry(source, french)), made_of(entry(source, ""))))


def test_the_french_catalogue_has_no_fault(capsys):
    assert main(["check"]) == 0, capsys.readouterr().out


def test_an_update_of_the_french_catalogue_adds_nothing_and_writes_the_same_bytes(tmp_path):
    copy = tmp_path / "django.po"

    write_catalogue(updated(collect()), copy)

    assert copy.read_bytes() == FRENCH.read_bytes()
    assert str(FRENCH.parents[4]) not in copy.read_text()


def test_a_text_that_stands_elsewhere_now_is_found_by_the_check(tmp_path, monkeypatch, capsys):
    moved = tmp_path / "django.po"
    moved.write_text(FRENCH.read_text().replace("#: actors/admin/", "#: actors/desk/", 1))
    monkeypatch.setattr("newsroom.catalogue.__main__.FRENCH", moved)

    assert main(["check"]) == 1
    assert "make messages" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("source", "french", "fault"),
    [
        ("Search", "Rechercher", ""),
        ("Search", "", "not in French"),
        ("%(name)s: new", f"%(name)s{NARROW}: nouveau", ""),
        ("%(name)s: new", f"%(nom)s{NARROW}: nouveau", "the fields differ"),
        ("%(name)s is new", "C’est nouveau", "the fields differ"),
        ("%(count)d rows", "%(count)s lignes", "the fields differ"),
        ("`reason` says why.", "`motif` dit pourquoi.", "the fields differ"),
        ("the day", "l’été", ""),
        ("the day", "l'été", "straight apostrophe"),
        ("“word”", f"«{NARROW}mot{NARROW}»", ""),
        ("“word”", "“mot”", "quotation marks"),
        ("“word”", "« mot »", "no narrow no-break space"),
        ("Who?", "Qui ?", "no narrow no-break space before"),
        ("Who?", "Qui\u00a0?", "no narrow no-break space before"),
        ("Who?", "Qui?", "no narrow no-break space before"),
        ("At 14:30:00, see http://a.b", "À 14:30:00, voir http://a.b", ""),
        ("Such as 2025? (perhaps)", "Par exemple 2025? (peut-être)", ""),
        ("In 2025; 2026", "En 2025; 2026", "no narrow no-break space before"),
    ],
)
def test_each_fault_of_a_french_text_is_told(source, french, fault):
    found = faults_of(source, french)

    assert (fault in found) if fault else not found


def test_a_text_of_the_source_that_the_catalogue_lacks_is_told():
    found = faults(made_of(), made_of(entry("Search", "")))

    assert found == ["not in the catalogue (make messages adds it): Search"]


@pytest.mark.parametrize(
    "old", ['msgid "Gone"\nmsgstr "Parti"', '#~ msgid "Gone"\n#~ msgstr "Parti"']
)
def test_a_text_that_left_the_source_is_told(old):
    assert faults(made_of(old), made_of()) == ["no longer in the source: Gone"]


def test_a_text_that_nobody_confirmed_is_told():
    found = faults(
        made_of("#, fuzzy\n" + entry("Search", "Rechercher")), made_of(entry("Search", ""))
    )

    assert found == ["marked fuzzy, so nobody has confirmed it: Search"]


def test_the_same_text_in_another_context_is_another_text():
    in_context = 'msgctxt "month"\n' + entry("May", "")

    found = faults(made_of(entry("May", "Peut")), made_of(entry("May", ""), in_context))

    assert found == ["not in the catalogue (make messages adds it): May"]


@pytest.mark.parametrize(
    ("forms", "fault"),
    [
        ('msgstr[0] "%(n)d fait"\nmsgstr[1] "%(n)d faits"', ""),
        ('msgstr[0] "%(n)d fait"\nmsgstr[1] ""', "not in French"),
        ('msgstr[0] "un fait"\nmsgstr[1] "%(n)d faits"', "the fields differ"),
    ],
)
def test_both_forms_of_a_plural_are_checked(forms, fault):
    source = 'msgid "%(n)d fact"\nmsgid_plural "%(n)d facts"\n'

    found = faults(made_of(source + forms), made_of(source + 'msgstr[0] ""\nmsgstr[1] ""'))

    assert [fault in line for line in found] == ([True] if fault else [])


def test_texts_are_collected_wherever_they_can_be_marked(tmp_path):
    package = tmp_path / "desk"
    (package / "templates").mkdir(parents=True)
    (package / "words.py").write_text(
        "A = _('plain')\nB = gettext_lazy('two '\n  'lines')\n"
        "C = ngettext('%(n)d row', '%(n)d rows', n)\nD = pgettext_lazy('month', 'May')\n"
        "E = 'not marked'\n"
    )
    (package / "templates" / "page.html").write_text(
        "<p title=\"it's\">{% translate 'tag' %}</p>\n"
        "    <b>{{ _('filter')|title }}</b>{# a 'remark' #}\n"
        '  {% translate "close" context "verb" %}\n'
        "  {% blocktranslate trimmed with day=day|words %}\n    On\n    {{ day }}\n"
        "  {% endblocktranslate %}\n"
        "{% blocktranslate count n=n %}{{ n }} fact{% plural %}{{ n }} facts{% endblocktranslate %}"
    )
    (package / "notes.txt").write_text("{% translate 'no template' %}")

    found = collect(tmp_path, ("desk",))

    assert {(message.id, message.context) for message in found if message.id} == {
        ("plain", None),
        ("two lines", None),
        (("%(n)d row", "%(n)d rows"), None),
        ("May", "month"),
        ("tag", None),
        ("filter", None),
        ("close", "verb"),
        ("On %(day)s", None),
        (("%(n)s fact", "%(n)s facts"), None),
    }
    assert found["plain"].locations == [("desk/words.py", 0)]


def test_an_update_keeps_the_french_adds_what_is_new_and_drops_what_is_gone(tmp_path):
    source = tmp_path / "django.po"
    source.write_text("\n\n".join([entry("Kept", "Gardé"), entry("Gone", "Parti")]))
    catalogue = read_catalogue(source)
    catalogue.update(made_of(entry("Kept", ""), entry("New", "")), no_fuzzy_matching=True)

    write_catalogue(catalogue, source)

    read = read_catalogue(source)
    assert {m.id: m.string for m in read if m.id} == {"Kept": "Gardé", "New": ""}
    assert not read.obsolete
    assert "Date" not in source.read_text()


def test_a_catalogue_is_compiled_once_until_it_changes(tmp_path: Path):
    source = tmp_path / "django.po"
    source.write_text(entry("Search", "Rechercher"))

    assert [compile_catalogue(source), compile_catalogue(source)] == [True, False]

    written = source.with_suffix(".mo").stat().st_mtime_ns
    os.utime(source, ns=(written + 1, written + 1))
    assert compile_catalogue(source)
    with source.with_suffix(".mo").open("rb") as compiled:
        assert Translations(compiled).gettext("Search") == "Rechercher"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["django.mo", "django.po"]

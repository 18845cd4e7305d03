"""Fifty searches over the stories of French Wikinews (2016–2018), and what each must find."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from django.core.management import call_command

from actors.models import Country, Organisation, Person
from articles.models import Article, Mention
from newsroom.register.sequencer import sequence_all
from tests.undone import undone

STORIES = Path("data") / "wikinews-fr" / "wikinews-fr.jsonl"
# Who and what is on record, with other spellings. Stories refer to them where readers marked the
# name in their text; all else must be found by the words.
KNOWN: dict[type, dict[str, tuple[str, ...]]] = {
    Person: {
        "Pierre Nkurunziza": (),
        "Vladimir Poutine": ("Vladimir Putin",),
        "François Fillon": (),
        "Jamal Benomar": (),
        "Angela Merkel": (),
        "Ousmane Sow": (),
        "Bachar el-Assad": ("Bashar al-Assad",),
    },
    Country: {"Burundi": (), "Syrie": ("Syria",), "Niger": (), "Nigeria": ()},
    Organisation: {"État islamique": ("Daech",), "Nations unies": ()},
}


class Search(NamedTuple):
    """What is asked, and what is found: the day and number of each story, or how many."""

    asked: dict[str, str]
    found: str | int


def q(text: str, found: str | int, **conditions: str) -> Search:
    return Search({"q": text} | conditions, found)


SEARCHES = [
    # Accents, capitals, ligatures, apostrophes, hyphens, figures.
    q("tombouctou", "20180416-001"),
    q("SENEGAL sculpteur", "20161201-001"),
    q("bresil destitution", "20160901-001"),
    q("cœur d'Istanbul", "20160112-001"),
    q("l'Obamacare", "20170114-001 20170422-003"),
    q("l’obamacare", "20170114-001 20170422-003"),
    q("saint petersbourg", "20170403-001"),
    q("Saint-Pétersbourg métro", "20170403-001"),
    q("burkina-faso ambassade", "20180303-003"),
    q("al-bab", "20170112-001 20170224-001 20170224-002"),
    q("erdogan référendum", "20170419-007"),
    q("i-télé", "20160830-005 20161015-001 20161017-003"),
    q("F.I.D.H.", "20161101-002 20161116-001 20161202-002"),
    q('"10 000"', 9),
    # Several words, phrases.
    q("jo cox", "20160616-001 20160616-002"),
    q("fillon moscovici", "20170322-002"),
    q("handball quatrième journée", "20161013-002 20161030-004"),
    q('handball "quatrième journée"', "20161013-002"),
    q('"5 000 otages"', "20170317-002 20170319-007"),
    q("«ondes gravitationnelles» confirmée", "20160211-003"),
    q('"the independent"', "20160216-002 20180704-001"),
    q('"faso burkina"', ""),
    q('"boko haram"', "20170317-002 20170319-007"),
    # Exclusions, alternatives, beginnings.
    q("barkhane -tchad", "20180416-001"),
    q("prix nobel -wikipédia -soho colombien", "20161007-001"),
    q("tapisserie OU obamacare", "20170114-001 20170422-003 20180118-001"),
    q("zika OR tombouctou", "20160121-003 20160407-002 20180416-001"),
    q("poliomyél*", "20160831-002 20170208-006"),
    q("Litvine*", "20160121-001"),
    q('"otages" -cameroun -boko', "20170120-004 20180323-001"),
    # Number and gender.
    q("casque bleu", "20170413-001 20171012-001 20180416-001"),
    q("sunnites", "20160104-002"),
    q("mosquée", 7),
    q("journal", 24),
    q("otage", 12),
    q("meurtrier", 13),
    # What looks alike and is not.
    q("Niger", "20160831-002 20170317-002 20170323-002"),
    q("Nigeria", "20160831-002 20170317-002 20170319-007 20170502-001"),
    q("mali", "20170323-002 20180416-001"),
    # Names: other spellings on record, misprints, several words of which one is misspelt.
    q("Putin", "20160121-001 20160131-001 20170127-001 20170325-002 20170403-001"),
    q("Poutin", "20160121-001 20160131-001 20170127-001 20170325-002 20170403-001"),
    q("Vladimir Poutinne", "20160121-001 20160131-001 20170127-001 20170325-002 20170403-001"),
    q("Putin Litvinenko", "20160121-001"),
    q("Nkurunzizza", 19),
    q("Benomarr", "20161014-002 20161115-003"),
    q("Angela Merckel", "20170212-001 20170926-002 20180309-006"),
    q("Merckel Juncker", "20170212-001"),
    q("Nkurunzizza Berlin Imbonerakure", "20161104-001 20161202-002"),
    # Conditions.
    q("gilets jaunes", 23, year="2018"),
    q("gilets jaunes", "", year="2016"),
    q("séisme", "20160415-002 20160429-001 20160824-002 20160827-002", to="2016-08-31"),
    Search({"q": "handball", "from": "2016-10-13", "to": "2016-10-13"}, "20161013-002"),
    q("élysée", "20170318-001 20170322-002 20170325-003", person="François Fillon"),
    q("onu", "20161014-002", person="Jamal Benomar", to="2016-10-31"),
    q("haïti", "20170413-001", organisation="Nations unies"),
    Search({"person": "Ousmane Sow"}, "20161201-001"),
]


@contextmanager
def imported(shared: Path, blocker: Any) -> Iterator[dict[str, str]]:
    """The stories in the register, undone at the end; the uids by name and by day and number."""
    rows = [json.loads(line) for line in (shared / STORIES).read_text("utf-8").splitlines()]
    with blocker.unblock(), undone():
        call_command("import_articles", shared / STORIES, "--mapping", "wikinews", "--no-sequence")
        uids = {row.source_id: row for row in Article.objects.all()}
        found = {number.removeprefix("wn-fr-"): str(row.uid) for number, row in uids.items()}
        for model, names in KNOWN.items():
            for name, others in names.items():
                thing = model._default_manager.create(name=name, visibility="public")
                for text in others:
                    thing.names.create(text=text)
                found[name] = str(thing.uid)
                written = {name, *others}
                Mention.objects.bulk_create(
                    Mention(article=uids[row["id"]], actor=thing.actor_ptr, spelling=name)
                    for row in rows
                    if any(one["surface"] in written for one in row["entities"])
                )
        sequence_all()
        yield found

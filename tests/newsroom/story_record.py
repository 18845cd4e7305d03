"""Asks the record of the story's facts in a few words, and loads the story once for many tests."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from actors.models import Actor, Agreement, Meeting, Organisation, Participation
from articles.models import Article, Evidence, Mention
from newsroom.demo.story import load
from newsroom.register.sequencer import sequence_all
from tests.undone import undone

MAY, AUGUST = date(2025, 5, 11), date(2025, 8, 14)
PRESIDENTS = ("Vladimir Poutine", "Assimi Goïta", "Abdourahamane Tiani", "Ibrahim Traoré")
MINISTERS = ("Sadio Camara", "Andrei Belousov", "Salifou Modi", "Celestin Simpone")
AES = "Confédération des États du Sahel"

# What is asked, and what the answer must be.
Facts = dict[str, tuple[Callable[["Story"], Any], Any]]


@contextmanager
def loaded(blocker: Any) -> Iterator["Story"]:
    """The loaded and sequenced story, undone at the end; test transactions nest inside."""
    with blocker.unblock(), undone():
        article = load()
        sequence_all()
        yield Story(article)


class Story:
    """The story's record; everything is found by what the text prints."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.text

    def prints(self, *words: str) -> bool:
        return all(word in self.text for word in words)

    def actor(self, spelling: str) -> Actor:
        mention = self.article.mentions.get(spelling=spelling, actor__isnull=False)
        return Actor.objects.get(pk=mention.actor_id)

    def mention(self, spelling: str) -> tuple[str, str, str, bool]:
        """Whom it names, the role, the certainty, and whether a capital stands for a state."""
        m: Mention = self.article.mentions.select_related("actor").get(
            spelling=spelling, actor__isnull=False
        )
        return m.actor.name, m.role, m.certainty, m.is_metonym

    def tenures(self, spelling: str) -> list[tuple[str, date, date]]:
        held = self.actor(spelling).person.tenures.select_related("office")
        return [(t.office.title, t.attested_first, t.attested_last) for t in held]

    def ranks(self, spelling: str) -> set[tuple[str, date, date]]:
        ranks = self.actor(spelling).person.ranks.all()
        return {(r.title, r.attested_first, r.attested_last) for r in ranks}

    def names(self, spelling: str) -> dict[str, str]:
        """The other spellings, with their certainty."""
        return {n.text: n.certainty for n in self.actor(spelling).names.all()}

    def body(self, name: str) -> tuple[str, str]:
        """The type of an organisation and its country."""
        body = Organisation.objects.select_related("home_country").get(name=name)
        return body.type, body.home_country.name if body.home_country else ""

    def members(self) -> dict[str, tuple[date, date]]:
        rows = Organisation.objects.get(name=AES).members.select_related("member")
        return {m.member.name: (m.attested_first, m.attested_last) for m in rows}

    @property
    def consultations(self) -> Meeting:
        return Meeting.objects.get(when="2025-08-14", kind="meeting")

    def reception(self, country: str) -> Meeting:
        return Meeting.objects.get(
            when="2025-05-11", kind="meeting", participations__delegation__name=country
        )

    @property
    def receptions(self) -> list[Meeting]:
        return list(Meeting.objects.filter(when="2025-05-11", kind="meeting"))

    def event(self, when: str) -> Meeting:
        return Meeting.objects.get(when=when, kind="event")

    def participants(self, meeting: Meeting) -> dict[str, tuple[str, str, str, bool]]:
        """By canonical name: for whom, capacity, certainty, deduced from an office or not."""
        rows = Participation.objects.filter(meeting=meeting)
        return {
            p.person.name: (p.delegation.name, p.capacity, p.certainty, p.person_is_inferred)
            for p in rows.select_related("person", "delegation")
        }

    def office_at(self, meeting: Meeting, country: str) -> tuple[str, str]:
        """What the text prints of a delegation's head, and the office he came in."""
        p = meeting.participations.select_related("office").get(delegation__name=country)
        return p.name_as_written, p.office.title

    def links(self, meeting: Meeting, kind: str) -> list[tuple[str, str]]:
        """The other meetings' dates with the certainty of the tie."""
        rows = meeting.links.filter(kind=kind).select_related("other")
        return sorted((link.other.when, link.certainty) for link in rows)

    def agreement(self, kind: str) -> tuple[str, str, str]:
        """When signed, when known to be in force, and the day of the meeting it came out of."""
        found = Agreement.objects.select_related("meeting").get(kind=kind)
        return found.signed, found.in_force, found.meeting.when if found.meeting else ""

    def parties(self, kind: str) -> dict[str, str]:
        rows = Agreement.objects.get(kind=kind).parties.select_related("actor")
        return {p.actor.name: p.certainty for p in rows}

    def said(self, text: str, **filters: Any) -> dict[str, Any]:
        """The one statement whose words begin so, in plain values."""
        s = self.article.statements.select_related(
            "speaker", "originator", "addressee", "occasion", "continues"
        ).get(text__startswith=text, **filters)
        about = sorted(subject.actor.name for subject in s.subjects.select_related("actor"))
        return {
            "kind": s.kind,
            "speaker": s.speaker and s.speaker.name,
            "to": s.addressee and s.addressee.name,
            "from": s.originator and s.originator.name,
            "on": s.said_on,
            "at": s.occasion and s.occasion.when,
            "about": about,
            "source": s.source_as_written,
            "continues": s.continues and s.continues.text[:10],
            "certainty": s.certainty,
        }

    def evidence(self, words: str, **fact: Any) -> set[str]:
        """The certainties of what rests on the sentences with these words."""
        rows = Evidence.objects.filter(article=self.article, exact__contains=words, **fact)
        return set(rows.values_list("certainty", flat=True))

    def noted(self, words: str) -> set[str]:
        """The certainties of the notes with these words."""
        rows = Evidence.objects.filter(article=self.article, note__contains=words)
        return set(rows.values_list("certainty", flat=True))

"""The closed lists of the actors' record; their values reach partners as they stand."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Visibility(TextChoices):
    """Whether readers and partners may see a record. It changes only by a write."""

    HELD = "held", _("Held until a story names it")
    STORY = "story", _("Public because a published story names it")
    PUBLIC = "public", _("Public")
    PRIVATE = "private", _("Never public")


class Certainty(TextChoices):
    """On what ground a fact stands."""

    EXPLICIT = "explicit", _("Explicit: a text says so")
    INFERRED = "inferred", _("Inferred from a text")
    OUTSIDE = "outside", _("Outside knowledge, to be confirmed")
    DISPUTED = "disputed", _("Disputed")


class ActorKind(TextChoices):
    PERSON = "person", _("Person")
    COUNTRY = "country", _("Country")
    ORGANISATION = "organisation", _("Organisation")


class NameKind(TextChoices):
    OFFICIAL = "official", _("Official name")
    SHORT = "short", _("Short form")
    ACRONYM = "acronym", _("Acronym")
    SPELLING = "spelling", _("Other spelling")
    TRANSLITERATION = "transliteration", _("Transliteration")
    FORMER = "former", _("Former name")
    DEMONYM = "demonym", _("Demonym or adjective")
    MISPRINT = "misprint", _("Misprint")


class OrganisationType(TextChoices):
    BLOC = "bloc", _("Bloc or confederation of states")
    INTERNATIONAL = "international", _("International organisation")
    GOVERNMENT = "government", _("Government")
    MINISTRY = "ministry", _("Ministry")
    ARMED_FORCES = "armed_forces", _("Armed forces")
    PARLIAMENT = "parliament", _("Parliament")
    COURT = "court", _("Court")
    AGENCY = "agency", _("Public body")
    PARTY = "party", _("Political party")
    COMPANY = "company", _("Company")
    NGO = "ngo", _("Non-governmental organisation")
    MEDIA = "media", _("Media")
    OTHER = "other", _("Other")


class OfficeLevel(TextChoices):
    HEAD_OF_STATE = "head_of_state", _("Head of state")
    HEAD_OF_GOVERNMENT = "head_of_government", _("Head of government")
    MINISTER = "minister", _("Minister")
    HEAD_OF_BODY = "head_of_body", _("Head of an organisation")
    SENIOR_OFFICIAL = "senior_official", _("Senior official")
    AMBASSADOR = "ambassador", _("Ambassador")
    LEGISLATOR = "legislator", _("Member of parliament")
    MILITARY = "military", _("Military command")
    OTHER = "other", _("Other")


class PlaceKind(TextChoices):
    TOWN = "town", _("Town")
    SITE = "site", _("Site or building")
    REGION = "region", _("Region")


class MeetingKind(TextChoices):
    MEETING = "meeting", _("Meeting")
    EVENT = "event", _("Event: ceremony, commemoration, summit as a whole")


class MeetingStatus(TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


class MeetingLevel(TextChoices):
    HEADS_OF_STATE = "heads_of_state", _("Heads of state")
    HEADS_OF_GOVERNMENT = "heads_of_government", _("Heads of government")
    MINISTERS = "ministers", _("Ministers")
    OFFICIALS = "officials", _("Officials")
    MIXED = "mixed", _("Mixed levels")


class MeetingFormat(TextChoices):
    BILATERAL = "bilateral", _("Bilateral")
    TRILATERAL = "trilateral", _("Trilateral")
    QUADRILATERAL = "quadrilateral", _("Quadrilateral")
    MULTILATERAL = "multilateral", _("Multilateral")


class Capacity(TextChoices):
    HEAD = "head", _("Head of delegation")
    MEMBER = "member", _("Member of the delegation")
    HOST = "host", _("Host")
    MEDIATOR = "mediator", _("Mediator")
    OBSERVER = "observer", _("Observer")
    ATTENDEE = "attendee", _("Attendee")


class MeetingLinkKind(TextChoices):
    FOLLOWS = "follows", _("Follows")
    OCCASION = "on_the_occasion_of", _("On the occasion of")
    PART_OF = "part_of", _("Part of")
    SAME_SERIES = "same_series", _("Same series as")
    REPLACES = "replaces", _("Held in place of")


class AgreementKind(TextChoices):
    DECLARATION = "declaration", _("Joint declaration")
    MEMORANDUM = "memorandum", _("Memorandum of understanding")
    AGREEMENT = "agreement", _("Agreement")
    TREATY = "treaty", _("Treaty")
    PROTOCOL = "protocol", _("Protocol")
    COMMUNIQUE = "communique", _("Communiqué")

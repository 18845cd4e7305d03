"""The actors' record: who acts, in what office, met whom, and what was signed."""

from actors.models.actor import Actor, Identifier, Name
from actors.models.agreement import Agreement, Party
from actors.models.kinds import Country, Organisation, Person, Succession
from actors.models.meeting import Meeting, MeetingLink, Participation
from actors.models.office import Membership, Office, Rank, Tenure
from actors.models.place import Place

__all__ = [
    "Actor",
    "Agreement",
    "Country",
    "Identifier",
    "Meeting",
    "MeetingLink",
    "Membership",
    "Name",
    "Office",
    "Organisation",
    "Participation",
    "Party",
    "Person",
    "Place",
    "Rank",
    "Succession",
    "Tenure",
]

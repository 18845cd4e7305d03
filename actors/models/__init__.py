"""The actors' record: who acts, in what office, met whom, and what was signed."""

from actors.models.actor import Actor, Identifier, Name
from actors.models.agreement import Agreement, Party
from actors.models.attestation import Attestation
from actors.models.distinct import Distinct
from actors.models.kinds import Country, Organisation, Person, Succession
from actors.models.meeting import Meeting, MeetingLink, Participation, Stop
from actors.models.merge import Merge
from actors.models.office import Membership, Office, Rank, Tenure
from actors.models.place import Place
from actors.models.spelling import Spelling, StaleSpelling

__all__ = [
    "Actor",
    "Agreement",
    "Attestation",
    "Country",
    "Distinct",
    "Identifier",
    "Meeting",
    "MeetingLink",
    "Membership",
    "Merge",
    "Name",
    "Office",
    "Organisation",
    "Participation",
    "Party",
    "Person",
    "Place",
    "Rank",
    "Spelling",
    "StaleSpelling",
    "Stop",
    "Succession",
    "Tenure",
]

"""The desk's forms and lists of the actors' record, in the order of the index."""
# ruff: noqa: I001 (the order of registration is that of the index)

from actors.admin.actor import ActorAdmin
from actors.admin.kinds import CountryAdmin, OrganisationAdmin, PersonAdmin
from actors.admin.merge import MergeAdmin
from actors.admin.distinct import DistinctAdmin
from actors.admin.office import OfficeAdmin
from actors.admin.meeting import MeetingAdmin
from actors.admin.agreement import AgreementAdmin
from actors.admin.place import PlaceAdmin
from actors.admin.attestation import AttestationAdmin
from actors.admin.details import (
    IdentifierAdmin,
    MeetingLinkAdmin,
    MembershipAdmin,
    NameAdmin,
    ParticipationAdmin,
    PartyAdmin,
    RankAdmin,
    StopAdmin,
    SuccessionAdmin,
    TenureAdmin,
)

__all__ = [
    "ActorAdmin",
    "AgreementAdmin",
    "AttestationAdmin",
    "CountryAdmin",
    "DistinctAdmin",
    "IdentifierAdmin",
    "MeetingAdmin",
    "MeetingLinkAdmin",
    "MembershipAdmin",
    "MergeAdmin",
    "NameAdmin",
    "OfficeAdmin",
    "OrganisationAdmin",
    "ParticipationAdmin",
    "PartyAdmin",
    "PersonAdmin",
    "PlaceAdmin",
    "RankAdmin",
    "StopAdmin",
    "SuccessionAdmin",
    "TenureAdmin",
]

"""What the world sees of the actors' record: one projection for each kind of item."""

from actors.projections.actors import (
    CountryProjection,
    OrganisationProjection,
    PersonProjection,
)
from actors.projections.agreements import AgreementProjection
from actors.projections.meetings import EventProjection, MeetingProjection
from actors.projections.offices import OfficeProjection

PROJECTIONS = (
    CountryProjection,
    OrganisationProjection,
    OfficeProjection,
    PersonProjection,
    EventProjection,
    MeetingProjection,
    AgreementProjection,
)

__all__ = [projection.__name__ for projection in PROJECTIONS] + ["PROJECTIONS"]

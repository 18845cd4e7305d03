"""Factories of the actors' record. `public=True` shows a record without waiting for a story."""

from datetime import date
from itertools import product
from string import ascii_uppercase

import factory
import pycountry
from factory.django import DjangoModelFactory

from actors.choices import (
    AgreementKind,
    Capacity,
    MeetingKind,
    MeetingLinkKind,
    MeetingStatus,
    NameKind,
    OfficeLevel,
    OrganisationType,
    Visibility,
)
from actors.models import (
    Agreement,
    Attestation,
    Country,
    Distinct,
    Identifier,
    Meeting,
    MeetingLink,
    Membership,
    Merge,
    Name,
    Office,
    Organisation,
    Participation,
    Party,
    Person,
    Place,
    Rank,
    Stop,
    Succession,
    Tenure,
)

# Codes that ISO 3166 gives to no country, so that a made-up country never takes Mali's.
CODES = sorted(
    {first + second for first, second in product(ascii_uppercase, repeat=2)}
    - {country.alpha_2 for country in pycountry.countries}
)


class RecordFactory(DjangoModelFactory):
    """What has a visibility of its own; held until a story names it, as everywhere."""

    class Meta:
        abstract = True

    class Params:
        public = factory.Trait(visibility=Visibility.PUBLIC)
        private = factory.Trait(visibility=Visibility.PRIVATE)


class PersonFactory(RecordFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Awa Diarra {n + 1}")
    family_name = factory.Sequence(lambda n: f"Diarra {n + 1}")
    given_name = "Awa"


class CountryFactory(RecordFactory):
    class Meta:
        model = Country

    name = factory.Sequence(lambda n: f"Pays {n + 1}")
    iso2 = factory.Sequence(lambda n: CODES[n % len(CODES)])

    class Params:
        former = factory.Trait(iso2="", ended="1991-12-26")


class OrganisationFactory(RecordFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Organisation {n + 1}")
    type = OrganisationType.INTERNATIONAL


class NameFactory(DjangoModelFactory):
    class Meta:
        model = Name

    actor = factory.SubFactory(PersonFactory)
    text = factory.Sequence(lambda n: f"Aoua Diarrah {n + 1}")
    kind = NameKind.SPELLING
    language = "fr"

    class Params:
        former = factory.Trait(kind=NameKind.FORMER, began="1960", ended="1984")


class IdentifierFactory(DjangoModelFactory):
    class Meta:
        model = Identifier

    actor = factory.SubFactory(PersonFactory)
    scheme = "wikidata"
    value = factory.Sequence(lambda n: f"Q{n + 1}")


class SuccessionFactory(DjangoModelFactory):
    class Meta:
        model = Succession

    predecessor = factory.SubFactory(CountryFactory, former=True)
    successor = factory.SubFactory(CountryFactory)


class PlaceFactory(DjangoModelFactory):
    class Meta:
        model = Place

    name = factory.Sequence(lambda n: f"Ville {n + 1}")
    country = factory.SubFactory(CountryFactory)


class OfficeFactory(RecordFactory):
    class Meta:
        model = Office

    title = factory.Sequence(lambda n: f"ministre de la Défense {n + 1}")
    level = OfficeLevel.MINISTER
    country = factory.SubFactory(CountryFactory)


class TenureFactory(DjangoModelFactory):
    """Known by attestation only: neither its beginning nor its end is on record."""

    class Meta:
        model = Tenure

    person = factory.SubFactory(PersonFactory)
    office = factory.SubFactory(OfficeFactory)
    attested_first = date(2025, 8, 14)
    attested_last = date(2025, 8, 14)


class RankFactory(DjangoModelFactory):
    class Meta:
        model = Rank

    person = factory.SubFactory(PersonFactory)
    title = factory.Sequence(lambda n: f"général {n + 1}")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    member = factory.SubFactory(CountryFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class AttestationFactory(DjangoModelFactory):
    """Of a tenure, unless another fact is given."""

    class Meta:
        model = Attestation

    class Params:
        is_other = factory.LazyAttribute(lambda o: bool(o.rank or o.membership))

    rank = None
    membership = None
    tenure = factory.Maybe("is_other", None, factory.SubFactory(TenureFactory))
    day = date(2025, 8, 14)
    source = factory.Sequence(lambda n: f"Journal officiel {n + 1}")


class MeetingFactory(RecordFactory):
    class Meta:
        model = Meeting

    title = factory.Sequence(lambda n: f"Entretiens {n + 1}")
    when = "2025-08-14"

    class Params:
        event = factory.Trait(kind=MeetingKind.EVENT)
        planned = factory.Trait(status=MeetingStatus.PLANNED)


class StopFactory(DjangoModelFactory):
    class Meta:
        model = Stop

    meeting = factory.SubFactory(MeetingFactory)
    place = factory.SubFactory(PlaceFactory)


class ParticipationFactory(DjangoModelFactory):
    class Meta:
        model = Participation

    meeting = factory.SubFactory(MeetingFactory)
    delegation = factory.SubFactory(CountryFactory)
    person = factory.SubFactory(PersonFactory)
    capacity = Capacity.HEAD


class MeetingLinkFactory(DjangoModelFactory):
    class Meta:
        model = MeetingLink

    meeting = factory.SubFactory(MeetingFactory)
    other = factory.SubFactory(MeetingFactory, when="2024-08-14")
    kind = MeetingLinkKind.FOLLOWS


class AgreementFactory(RecordFactory):
    class Meta:
        model = Agreement

    title = factory.Sequence(lambda n: f"Déclaration commune {n + 1}")
    kind = AgreementKind.DECLARATION
    signed = "2025-08-14"


class PartyFactory(DjangoModelFactory):
    class Meta:
        model = Party

    agreement = factory.SubFactory(AgreementFactory)
    actor = factory.SubFactory(CountryFactory)


class MergeFactory(DjangoModelFactory):
    """A merger that moved nothing."""

    class Meta:
        model = Merge

    kept = factory.SubFactory(PersonFactory)
    gone = factory.SubFactory(PersonFactory, merged_into=factory.SelfAttribute("..kept"))


class DistinctFactory(DjangoModelFactory):
    class Meta:
        model = Distinct

    one = factory.SubFactory(PersonFactory)
    other = factory.SubFactory(PersonFactory)

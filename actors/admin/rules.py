"""Rules of the database in an editor's words, in place of the names of constraints."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

END = _("The end is before the beginning.")
ATTESTED = _("Give both days of attestation, the first one not after the last.")
TAKEN = _("Another record has this code already.")
ITSELF = _("It cannot be tied to itself.")

RULES: dict[str, Any] = {
    "person_died_after_birth": _("The death is before the birth."),
    "name_ended_after_beginning": END,
    "tenure_ended_after_beginning": END,
    "rank_ended_after_beginning": END,
    "membership_ended_after_beginning": END,
    "tenure_attested_in_order": ATTESTED,
    "rank_attested_in_order": ATTESTED,
    "membership_attested_in_order": ATTESTED,
    "country_iso2_is_unique": TAKEN,
    "country_iso3_is_unique": TAKEN,
    "country_iso_numeric_is_unique": TAKEN,
    "country_former_code_is_unique": TAKEN,
    "country_iso2_is_two_capitals": _("The two-letter code is two capitals, such as ML."),
    "country_with_iso2_has_not_ended": _("A country that has ended has no two-letter code."),
    "office_wikidata_is_unique": TAKEN,
    "membership_in_another_body": ITSELF,
    "organisation_is_not_part_of_itself": ITSELF,
    "succession_of_another_country": ITSELF,
    "meetinglink_to_another_meeting": ITSELF,
    "meeting_held_has_a_date": _("A meeting that was held has a date, if only its year."),
    "participation_names_someone": _("Say who was there: a person, an office, a name or for whom."),
    "participation_inferred_person_has_an_office": _(
        "An inferred person needs the office from which it was deduced."
    ),
    "attestation_of_exactly_one_fact": _("Choose what is attested: one of the three."),
    "attestation_has_one_source": _("Say which publication states it, or where it can be read."),
    "attestation_once_per_source": _("This source attests that day already."),
    "distinct_are_two": ITSELF,
    "distinct_once_per_pair": _("These two have been told apart already."),
    "place_coordinates_come_in_pairs": _("Give both coordinates, in degrees, or neither."),
    "place_geonames_is_unique": TAKEN,
    "place_geonames_is_a_number": _("A GeoNames number has digits only, such as 2460596."),
    "place_is_not_within_itself": ITSELF,
}


def explained(error: Any) -> Any:
    """The same validation error, with what names a constraint put in words."""
    if isinstance(error, ValidationError):
        if hasattr(error, "error_dict"):
            fields = error.error_dict.items()
            return ValidationError({name: explained(errors) for name, errors in fields})
        return ValidationError([_in_words(one) for one in error.error_list])
    if isinstance(error, list):
        return [_in_words(one) if isinstance(one, ValidationError) else one for one in error]
    return error


def _in_words(error: ValidationError) -> ValidationError:
    # Django's own message for a constraint quotes its name and says nothing else.
    quoted = str(error.message).replace("“", " ").replace("”", " ").split()
    rule = next((RULES[word] for word in quoted if word in RULES), None)
    return ValidationError(rule, code=error.code) if rule else error

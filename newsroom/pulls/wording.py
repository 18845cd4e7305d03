"""Labels, quotas and problems of an account, in words."""

from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language_info, gettext, ngettext

from newsroom.partners.access import PUBLIC, Policy
from newsroom.partners.entitlements import RECORD
from newsroom.partners.identifying import DAY, MINUTE
from newsroom.register.problems import SORTS


def label_in_words(label: str) -> str:
    """What can be read by virtue of a label."""
    sort, _sep, value = label.partition(":")
    match sort:
        case str(sort) if sort == PUBLIC:
            return gettext("everything that is published")
        case str(sort) if sort == RECORD:
            return gettext("the record: people, bodies, countries, meetings, offices, agreements")
        case "lang":
            return gettext("stories in this language: %(language)s") % {"language": _named(value)}
        case "section":
            return gettext("stories of the section “%(section)s”") % {"section": value}
        case "partner":
            return gettext("stories under embargo that name you as entitled")
        case "test":
            return gettext("what is made up for trying, and nothing else")
    return label


def _named(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def grouped(number: int) -> str:
    """A number with its thousands apart."""
    return number_format(number, force_grouping=True)


def quota_in_words(policy: Policy) -> str:
    """So many requests in so much time."""
    number = grouped(policy.quota)
    if policy.window == MINUTE:
        text = ngettext("%(n)s request a minute", "%(n)s requests a minute", policy.quota)
    elif policy.window == DAY:
        text = ngettext("%(n)s request a day", "%(n)s requests a day", policy.quota)
    else:
        text = gettext("%(n)s requests in %(window)d seconds")
    return text % {"n": number, "window": policy.window}


def problem_in_words(sort: str) -> tuple[Any, str]:
    """What a sort of problem is called, and the address that explains it; empty for a status."""
    known = SORTS.get(sort)
    if known is None:
        return sort, ""
    return known.title, reverse("v1:problem", args=[sort])

"""What the world sees of the sentences that facts rest on."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from actors.projections.fields import CertaintyMember, is_public
from articles.choices import Anchor, Review
from articles.models.evidence import FACTS

# The public things that each fact ties together: attribute of the fact → member of `supports`.
ENDS: dict[str, dict[str, str]] = {
    "actor": {"": "actor"},
    "name": {"actor": "actor"},
    "tenure": {"person": "person", "office": "office"},
    "rank": {"person": "person"},
    "membership": {"member": "member", "organisation": "organisation"},
    "meeting": {"": "meeting"},
    "participation": {
        "meeting": "meeting",
        "person": "person",
        "office": "office",
        "delegation": "delegation",
    },
    "meeting_link": {"meeting": "meeting", "other": "other"},
    "agreement": {"": "agreement"},
    "party": {"agreement": "agreement", "actor": "actor"},
    "mention": {"actor": "actor"},
    "statement": {},
}
RELATED = [f"{fact}__{end}" if end else fact for fact, ends in ENDS.items() for end in ends] + [
    "statement",
    "mention",
]
assert ENDS.keys() == FACTS.keys()


class SupportedFact(serializers.Serializer):
    """The fact that rests on a sentence: its kind, and the public things it ties together."""

    fact = serializers.ChoiceField(choices=sorted(FACTS))
    ids = serializers.DictField(child=serializers.UUIDField(allow_null=True))


@extend_schema_field(SupportedFact(allow_null=True))
class SupportsMember(serializers.Field):
    """The fact, or null for a remark on the story itself or on what the world may not see."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, value: Any) -> Any:
        for name, ends in ENDS.items():
            fact = getattr(value, name)
            if fact is None:
                continue
            if name == "statement":
                if fact.review == Review.REJECTED:
                    return None
                return {"fact": name, "ids": {"statement": str(fact.uid)}}
            if name != "mention" and not is_public(fact):
                return None
            things = {member: getattr(fact, end) if end else fact for end, member in ends.items()}
            return {
                "fact": name,
                "ids": {
                    member: str(thing.uid) if is_public(thing) else None
                    for member, thing in things.items()
                },
            }
        return None


class AnchorMember(serializers.Serializer):
    """Where words stand in the plain text: lead, an empty line, body; in characters."""

    anchor = serializers.ChoiceField(
        choices=Anchor.choices,
        help_text="changed: a correction has reworded it; lost: it is not in the text any more.",
    )
    start = serializers.IntegerField(allow_null=True)
    end = serializers.IntegerField(allow_null=True)
    review = serializers.ChoiceField(
        choices=[choice for choice in Review.choices if choice[0] != Review.REJECTED],
        help_text="Whether an editor has looked at it, and with what result.",
    )


class EvidenceMember(AnchorMember):
    """A sentence and the fact that rests on it (W3C Web Annotation, text quote selector)."""

    id = serializers.UUIDField(source="uid")
    exact = serializers.CharField(source="shown_words", help_text="As it stands in the text now.")
    prefix = serializers.CharField()
    suffix = serializers.CharField()
    certainty = CertaintyMember()
    note = serializers.CharField()
    supports = SupportsMember()


def is_shown(evidence: Any) -> bool:
    """Whether the world may see it: no editor has rejected it, and its words are in the text."""
    return evidence.review != Review.REJECTED and evidence.anchor != Anchor.LOST

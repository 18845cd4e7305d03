"""What the guide for partners shows of programs and answers."""

from typing import Any

from django import template

from newsroom.guide.examples import examples

register = template.Library()


@register.inclusion_tag("newsroom/guide/_example.html")
def example(name: str) -> dict[str, Any]:
    """The command of this name, with its answer."""
    return {"example": examples()[name]}

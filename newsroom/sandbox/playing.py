"""The steps of the story that is made up, in their order."""

from typing import Any

from django.conf import settings
from django.utils import timezone

from newsroom.sandbox.models import Play, Step

# What is asked for → how the story then stands, and from where one gets there.
STEPS: dict[str, tuple[Step, tuple[Step, ...]]] = {
    "publish": (Step.PUBLISHED, (Step.RESET,)),
    "correct": (Step.CORRECTED, (Step.PUBLISHED,)),
    "withdraw": (Step.WITHDRAWN, (Step.PUBLISHED, Step.CORRECTED)),
    "reset": (Step.RESET, (Step.PUBLISHED, Step.CORRECTED, Step.WITHDRAWN)),
}


class OutOfOrder(Exception):
    """The step does not follow from where the story stands."""

    def __init__(self, play: Play) -> None:
        super().__init__(str(play))
        self.play = play


def play_of(key_name: str) -> Play:
    """How far this key has played; not begun, where it has no row yet."""
    found = _plays().filter(pk=key_name).first()
    return found or Play(key_id=key_name, step=Step.RESET)


def follows(play: Play) -> list[str]:
    """The steps that can be asked for now."""
    return [name for name, (_, after) in STEPS.items() if play.step in after]


def make(step: str, key_name: str) -> Play:
    """Make the step; raises OutOfOrder. Of two at once, one is out of order."""
    target, after = STEPS[step]
    now = timezone.now()
    if step == "publish":
        # Nobody but the first makes the row; whoever comes second finds it.
        _plays().bulk_create([Play(key_id=key_name, step=Step.RESET)], ignore_conflicts=True)
    changes: dict[str, Any] = {"step": target, "made_at": now}
    if step == "publish":
        changes["published_at"] = now
    if not _plays().filter(pk=key_name, step__in=after).update(**changes):
        raise OutOfOrder(play_of(key_name))
    return play_of(key_name)


def _plays() -> Any:
    return Play.objects.using(settings.REGISTER_DATABASE)

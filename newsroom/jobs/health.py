"""The same numbers for a machine that watches: counts and seconds, never a word of a story."""

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from newsroom.jobs.figures import figures, queues


@never_cache
@require_safe
def jobs(request: HttpRequest) -> JsonResponse:
    """Answer 200 when nothing is late and nothing has failed for good, 503 otherwise.

    Only the desk's process answers this, which no reader can reach; it has no log-in, because
    what watches has none.
    """
    standing = queues()
    known = figures(standing)
    alarms = [figure.code for figure in known if figure.is_alarming]
    return JsonResponse(
        {
            "status": "late" if alarms else "ok",
            "alarms": alarms,
            "figures": {figure.code: figure.value for figure in known},
            "queues": {queue.name: asdict(queue) for queue in standing},
        },
        status=503 if alarms else 200,
    )

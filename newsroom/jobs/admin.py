"""The jobs at the desk: how the queues stand, what failed and why, and trying it again."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import ConnectorException

from newsroom.audit.journal import write
from newsroom.jobs.figures import figures, queues
from newsroom.jobs.models import JobFault

STATES = {
    "todo": _("waiting"),
    "doing": _("running"),
    "succeeded": _("done"),
    "failed": _("failed for good"),
    "cancelled": _("cancelled"),
    "aborted": _("aborted"),
}

admin.site.unregister(ProcrastinateJob)


class ByState(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(STATES.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(status=self.value()) if self.value() in STATES else queryset


@admin.register(ProcrastinateJob)
class JobAdmin(admin.ModelAdmin):
    """Jobs, the newest first; whoever may change them can try them again or call them off."""

    heading = (95, _("Operation"))
    fields = ["number", "task", "queue", "state", "tries", "due", "reason"]
    list_display = ["number", "task", "queue", "state", "tries", "due", "reason"]
    list_filter = [ByState]
    list_display_links = None
    list_per_page = 50
    show_full_result_count = False
    ordering = ["-id"]
    actions = ["try_again", "call_off"]
    change_list_template = "admin/jobs/change_list.html"

    @admin.display(description=_("number"), ordering="id")
    def number(self, obj: ProcrastinateJob) -> int:
        return obj.pk

    @admin.display(description=_("task"), ordering="task_name")
    def task(self, obj: ProcrastinateJob) -> str:
        given = ", ".join(f"{name} {value}" for name, value in sorted(obj.args.items()))
        return f"{obj.task_name} ({given})" if given else obj.task_name

    @admin.display(description=_("queue"), ordering="queue_name")
    def queue(self, obj: ProcrastinateJob) -> str:
        return obj.queue_name

    @admin.display(description=_("state"), ordering="status")
    def state(self, obj: ProcrastinateJob) -> Any:
        return STATES.get(obj.status, obj.status)

    @admin.display(description=_("attempts"))
    def tries(self, obj: ProcrastinateJob) -> int:
        return obj.attempts

    @admin.display(description=_("not before"), ordering="scheduled_at")
    def due(self, obj: ProcrastinateJob) -> Any:
        return obj.scheduled_at

    @admin.display(description=_("why the last attempt failed"))
    def reason(self, obj: Any) -> str | None:
        return obj.reason

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        last = JobFault.objects.filter(job_id=OuterRef("pk")).order_by("-id")
        return super().get_queryset(request).annotate(reason=Subquery(last.values("error")[:1]))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        standing = queues()
        known = {"queues": standing, "figures": figures(standing)}
        return super().changelist_view(request, known | (extra_context or {}))

    @admin.action(description=_("Try again now"), permissions=["operate"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        done = 0
        for job in queryset.filter(status="failed"):
            try:
                app.job_manager.retry_job_by_id(job.pk, retry_at=timezone.now())
            except ConnectorException:
                continue  # somebody else was faster
            write("job_tried_again", by=request.user, subject=job, detail={"task": job.task_name})
            done += 1
        said = ngettext("%(count)d job is tried again.", "%(count)d jobs are tried again.", done)
        self._say(request, said, done)

    @admin.action(description=_("Call off"), permissions=["operate"])
    def call_off(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        done = 0
        for job in queryset.filter(status="todo"):
            if app.job_manager.cancel_job_by_id(job.pk):
                detail = {"task": job.task_name}
                write("job_called_off", by=request.user, subject=job, detail=detail)
                done += 1
        said = ngettext("%(count)d job is called off.", "%(count)d jobs are called off.", done)
        self._say(request, said, done)

    def _say(self, request: HttpRequest, said: str, done: int) -> None:
        level = messages.SUCCESS if done else messages.WARNING
        self.message_user(request, said % {"count": done}, level)

    def has_operate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("procrastinate.change_procrastinatejob")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

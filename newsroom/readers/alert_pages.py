"""The pages of alerts: one to ask for one, and those behind the links in its e-mails."""

import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connections
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt

from newsroom.readers.choices import Pace, Purpose
from newsroom.readers.forms import ALERT_FIELDS, AlertForm
from newsroom.readers.letters import Full, TooMany, is_foreign, post
from newsroom.readers.pages import FormPage
from newsroom.readers.questions import in_words, read
from newsroom.register.lists import given, refuse
from newsroom.register.pages import Page
from newsroom.register.reading import resolve, uuid_or_none

ASKED = ("q", "about", "section")


class AlertNewView(FormPage):
    """Asks for e-mails about new stories; the parameters say about which."""

    template_name = "readers/alert_form.html"
    form_class = AlertForm
    purpose = Purpose.ALERT
    done = "alert_thanks"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        data = given(request)
        known = {name: data.get(name, "") for name in ASKED}
        unknown = gettext("There is no such parameter here.")
        errors = [(name, unknown) for name in data if name not in ASKED]
        if known["about"] or known["section"]:
            try:
                read(known | {"q": ""})
            except ValidationError as error:
                errors.append(("about" if known["about"] else "section", error.messages[0]))
        if errors:
            return refuse(request, errors)
        return self.answer(AlertForm(what=self.what(), known=known), 200)

    def what(self, **kwargs: Any) -> str:
        return "alert"

    def content(self, form: Any) -> dict[str, Any]:
        return {name: form.cleaned_data[name] for name in ALERT_FIELDS}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs["form"]
        about = ""
        said = {name: form[name].value() or "" for name in ("about", "section")}
        if any(said.values()):
            try:
                question = read(said)
            except ValidationError:
                pass  # the form says so
            else:
                things = {question.thing.pk: question.thing} if question.thing else {}
                about = in_words(question.stored, things)
        return super().get_context_data(about=about, **kwargs)


class AlertThanksView(Page):
    """What a reader sees who is to look into the mailbox."""

    template_name = "readers/alert_thanks.html"


@method_decorator(csrf_exempt, name="dispatch")
class KeyPage(Page):
    """A page that a link in an e-mail opens, and that no search engine and no cache keeps."""

    http_method_names = ["get", "head", "options", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def send(self, purpose: str, content: dict[str, str], done: str) -> HttpResponse:
        """Put the letter in, and show that it is on its way."""
        status, said = 200, ""
        try:
            post(purpose, content, request=self.request)
        except TooMany:
            status, said = 429, gettext("You have sent a lot. Please try in an hour.")
        except Full:
            status, said = 503, gettext("Nothing can be sent today. Please try later.")
        self.template_name = "readers/alert_done.html"
        context = self.get_context_data(done="" if said else done, said=said)
        return self.render_to_response(context, status=status)


class AlertView(KeyPage):
    """The alerts of a reader, each with what can be done with it."""

    template_name = "readers/alert.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = alerts_of(kwargs["key"])
        if not rows:
            raise Http404
        return self.render_to_response(self.get_context_data(rows=rows))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = alerts_of(kwargs["key"])
        if not rows:
            raise Http404
        if is_foreign(request):
            return refuse(request, [("", gettext("This form is sent from its own page only."))])
        if "confirm" in request.POST:
            return self.send(Purpose.CONFIRM, {"key": kwargs["key"]}, "confirm")
        uid = uuid_or_none(request.POST.get("stop"))
        if uid not in {row["uid"] for row in rows}:
            raise Http404
        return self.send(Purpose.STOP, {"key": kwargs["key"], "uid": str(uid)}, "stop")


class AlertStopView(KeyPage):
    """Ends one alert; a mail program may send this by itself, as RFC 8058 has it.

    It answers alike whether there is such an alert: it may have been ended before.
    """

    template_name = "readers/alert_stop.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if alerts_of(kwargs["key"]):
            return self.send(Purpose.STOP, {"key": kwargs["key"]}, "stop")
        self.template_name = "readers/alert_done.html"
        return self.render_to_response(self.get_context_data(done="stop", said=""))


def alerts_of(key: str) -> list[dict[str, Any]]:
    """What the key opens: the alerts of one reader, whose address the public side never sees."""
    with connections[settings.REGISTER_DATABASE].cursor() as cursor:
        cursor.execute("select * from readers_alerts(%s)", [key.replace("\0", "")])
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    asked = [json.loads(row["question"]) for row in rows]
    things = resolve({UUID(one["about"]) for one in asked if one["about"]})
    return [
        row | {"words": in_words(one, things), "pace": Pace(row["pace"]).label}
        for row, one in zip(rows, asked, strict=True)
    ]

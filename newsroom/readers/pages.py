"""The pages on which readers write to the newsroom."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, gettext
from django.views.decorators.csrf import csrf_exempt

from newsroom.readers.choices import Purpose
from newsroom.readers.forms import BODY_MAX, REPORT_FIELDS, GuardedForm, ReportForm
from newsroom.readers.letters import Full, TooMany, is_foreign, post
from newsroom.register.lists import refuse
from newsroom.register.models import Item
from newsroom.register.pages import Page
from newsroom.register.reading import scope_of
from newsroom.templatetags.page_tags import KINDS


# The guard is the form's stamp: a token in a cookie would ask for a banner, and guard no log-in.
@method_decorator(csrf_exempt, name="dispatch")
class FormPage(Page):
    """A page with one form. Refused, it keeps what was typed; sent, it leads on."""

    http_method_names = ["get", "head", "options", "post"]
    form_class: ClassVar[type[GuardedForm]]
    purpose: ClassVar[str]
    done: ClassVar[str]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = super().dispatch(request, *args, **kwargs)
        # Its stamp is as old as the page, and what was typed is nobody else's.
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET:
            unknown = gettext("There is no such parameter here.")
            return refuse(request, [(name, unknown) for name in request.GET])
        return self.answer(self.form_class(what=self.what(**kwargs)), 200)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        what = self.what(**kwargs)
        if is_foreign(request):
            said = gettext("This form is sent from its own page only.")
            return self.answer(self.form_class(what=what), 403, said)
        if int(request.META.get("CONTENT_LENGTH") or 0) > BODY_MAX:
            return self.answer(self.form_class(what=what), 413, gettext("That is too much text."))
        form = self.form_class(request.POST, what=what)
        if form.is_bait_taken:
            return HttpResponseRedirect(reverse(self.done))
        if not form.is_valid():
            return self.answer(form, 400)
        try:
            post(
                self.purpose,
                {"language": get_language() or "", **self.content(form)},
                request=request,
                key=form.cleaned_data["stamp"],
            )
        except TooMany:
            return self.answer(form, 429, gettext("You have sent a lot. Please try in an hour."))
        except Full:
            return self.answer(form, 503, gettext("Nothing can be sent today. Please try later."))
        return HttpResponseRedirect(reverse(self.done))

    def answer(self, form: GuardedForm, status: int, said: str = "") -> HttpResponse:
        """The page again, with what was typed and why it was not sent."""
        context = self.get_context_data(form=form, said=said)
        return self.render_to_response(context, status=status)

    def what(self, **kwargs: Any) -> str:
        """What the form is about, which its stamp is good for; or Http404."""
        raise NotImplementedError

    def content(self, form: Any) -> dict[str, Any]:
        """What the letter says."""
        raise NotImplementedError


class ReportView(FormPage):
    """Says to the newsroom that something is wrong with one thing."""

    template_name = "readers/report_form.html"
    form_class = ReportForm
    purpose = Purpose.REPORT
    done = "report_thanks"

    def what(self, **kwargs: Any) -> str:
        items = Item.objects.visible(scope_of(self.request)).filter(kind__in=KINDS)
        self.item = items.filter(pk=kwargs["uid"]).first()
        if self.item is None:
            raise Http404
        return str(self.item.pk)

    def content(self, form: Any) -> dict[str, Any]:
        return {"item": form.what} | {name: form.cleaned_data[name] for name in REPORT_FIELDS}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(item=self.item, **kwargs)


class ReportThanksView(Page):
    """What a reader sees whose report is on its way."""

    template_name = "readers/report_thanks.html"

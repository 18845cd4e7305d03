"""E-mails to the contacts of partners: that nothing is sent to an address of theirs any more."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from newsroom.delivery.choices import State
from newsroom.delivery.models import Endpoint
from newsroom.jobs.retrying import GROWING


def tell_of_disabling(endpoint: Endpoint) -> None:
    """Ask for an e-mail to the contact of the address's partner, if there is one."""
    if settings.NOTIFY_BY_MAIL and endpoint.partner.email:
        send_webhook_disabled.defer(pk=endpoint.pk)


@app.task(queue="mail", retry=GROWING, name="send_webhook_disabled")
def send_webhook_disabled(pk: int) -> None:
    """Tell a partner that an address is disabled, unless it is in use again or gone."""
    endpoint = (
        Endpoint.objects.select_related("partner")
        .filter(pk=pk, state=State.DISABLED, deleted_at=None)
        .first()
    )
    if endpoint is not None and endpoint.partner.email:
        disabled(endpoint).send()


def disabled(endpoint: Endpoint) -> EmailMessage:
    """The e-mail, in the newsroom's language: that of the contact is not known."""
    with translation.override(settings.LANGUAGE_CODE):
        text = render_to_string(
            "delivery/webhook_disabled.txt",
            {"endpoint": endpoint, "why": endpoint.get_reason_display()},
        )
        return EmailMessage(
            subject=_("A webhook of yours is disabled"),
            body=text,
            to=[endpoint.partner.email],
            headers={"Auto-Submitted": "auto-generated"},
        )

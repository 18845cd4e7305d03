"""Factory of audit entries."""

from factory.django import DjangoModelFactory

from newsroom.audit.models import AuditEntry


class AuditEntryFactory(DjangoModelFactory):
    """One deed of the system; it is not sealed."""

    class Meta:
        model = AuditEntry

    action = "publish"
    model = "articles.article"
    object_id = "1"
    words = "Une visite"
    detail = {"reason": "demandé"}

"""Factory of failed attempts of jobs."""

from factory.django import DjangoModelFactory

from newsroom.jobs.models import JobFault


class JobFaultFactory(DjangoModelFactory):
    """A mail server that refused an e-mail."""

    class Meta:
        model = JobFault

    job_id = 1
    task = "send_notification"
    attempt = 1
    error = "SMTPServerDisconnected: Connection unexpectedly closed"

"""The queue of reports at the desk: who sees what, who sees to it, what was found."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.roles import Role
from newsroom.audit.models import AuditEntry
from newsroom.readers import reports
from newsroom.readers.choices import Outcome, ReportState
from newsroom.readers.models import Report
from tests import desk
from tests.factories import ReportFactory, UserFactory
from tests.readers.letters import TEXT

pytestmark = pytest.mark.django_db

LIST = "admin:readers_report_changelist"

SEES = {
    Role.REPORTER: (200, False, False),
    Role.DESK_EDITOR: (200, True, True),
    Role.CHIEF_EDITOR: (200, True, True),
    Role.ARCHIVIST: (200, True, True),
    Role.PARTNER_MANAGER: (403, False, False),
    Role.OPERATOR: (403, False, False),
}


@pytest.mark.parametrize(("role", "sees"), SEES.items())
def test_who_sees_a_report_and_who_sent_it(client, role, sees):
    report = ReportFactory(email="lectrice@example.org", text=TEXT)
    client.force_login(UserFactory(role=role))

    form = client.get(desk.change(report))
    listing = client.get(reverse(LIST))
    index = client.get(reverse("admin:index")).content.decode()

    page = form.content.decode()
    assert (form.status_code, "lectrice@example.org" in page, report.title in index) == sees
    assert listing.status_code == sees[0]
    assert "lectrice@example.org" not in listing.content.decode()


def test_the_list_shows_what_is_not_done_and_whose_it_is(chief):
    UserFactory(username="other")
    for state, outcome in ((ReportState.NEW, ""), (ReportState.DONE, Outcome.CORRECTED)):
        closed = timezone.now() if outcome else None
        ReportFactory(title=f"titre {state}", state=state, outcome=outcome, closed_at=closed)

    def titles(query: str) -> set[str]:
        page = chief.get(f"{reverse(LIST)}?{query}").content.decode()
        return {state for state in ReportState.values if f"titre {state}" in page}

    assert titles("") == {"new"}
    assert titles("state=done") == {"done"}
    assert titles("state=all") == {"new", "done"}
    assert titles("state=all&whose=nobody") == {"new", "done"}
    assert titles("whose=mine") == set()


def test_somebody_takes_reports_and_closes_them(chief):
    rows = [ReportFactory(), ReportFactory()]
    chosen = {"_selected_action": [row.pk for row in rows], "index": 0}

    chief.post(reverse(LIST), {"action": "take", "outcome": "", **chosen})
    assert {(r.state, r.assignee.username) for r in Report.objects.all()} == {("in_hand", "chief")}
    chief.post(reverse(LIST), {"action": "close", "outcome": "", **chosen})
    assert {row.state for row in Report.objects.all()} == {"in_hand"}
    chief.post(reverse(LIST), {"action": "close", "outcome": "corrected", **chosen})

    assert {(r.state, r.outcome) for r in Report.objects.all()} == {("done", "corrected")}
    assert all(row.closed_at for row in Report.objects.all())
    deeds = AuditEntry.objects.filter(model="readers.report").values_list("action", "user_name")
    assert set(deeds) == {("report_taken", "chief"), ("report_closed", "chief")}


def test_what_is_done_stays_done_when_somebody_takes_it(chief):
    report = ReportFactory(state="done", outcome="known", closed_at=timezone.now())

    assert reports.take(Report.objects.all(), by=UserFactory()) == 0

    report.refresh_from_db()
    assert (report.state, report.assignee) == ("done", None)


def test_the_form_closes_and_opens_a_report(chief):
    report = ReportFactory()

    def save(**said):
        response = desk.post(chief, report, **said)
        report.refresh_from_db()
        return response

    assert save(state="done").status_code == 200  # and says what is missing
    assert report.state == "new"
    save(state="done", outcome="corrected", note="Date corrigée.")
    assert (report.outcome, report.note) == ("corrected", "Date corrigée.")
    assert report.closed_at is not None
    assert AuditEntry.objects.filter(action="admin_changed", model="readers.report").exists()
    save(state="in_hand", outcome="corrected")
    assert (report.outcome, report.closed_at) == ("", None)


def test_what_a_reader_has_said_is_not_rewritten(chief):
    report = ReportFactory(text=TEXT)

    desk.post(chief, report, text="autre chose", email="x@example.org", state="in_hand")

    report.refresh_from_db()
    assert (report.text, report.state) == (TEXT, "in_hand")
    assert report.email == "lectrice@example.org"

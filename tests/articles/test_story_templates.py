"""Templates of stories: plain substitution, a form that begins filled, those that are shipped."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from articles.models import Article, StoryTemplate
from articles.story_templates import beginning, ensure_templates, filled, told_by
from tests import desk
from tests.factories import (
    CountryFactory,
    MeetingFactory,
    ParticipationFactory,
    PersonFactory,
    PlaceFactory,
    SectionFactory,
    StoryTemplateFactory,
    SubjectFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    place = PlaceFactory(name="Bamako", country=CountryFactory(name="Mali"))
    found = MeetingFactory(title="Consultations", when="2025-08-14", place=place)
    ParticipationFactory(meeting=found, person=PersonFactory(name="Sadio Camara"))
    return found


@pytest.fixture
def reporter(client: Client):
    user = UserFactory(reporter=True)
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ place }} : {{ meeting }}", "Bamako : Sommet"),
        ("{{place}}", "Bamako"),
        ("{{ host }} a dit", "{{ host }} a dit"),
        ("{{ place|upper }} {% now 'Y' %}", "{{ place|upper }} {% now 'Y' %}"),
        ("{{ place.__class__ }} {{ settings }}", "{{ place.__class__ }} {{ settings }}"),
        ("{{ unknown }}{{ empty }}", "{{ unknown }}{{ empty }}"),
        ("sans rien", "sans rien"),
    ],
)
def test_placeholders_are_replaced_and_nothing_is_run(text, expected):
    told = {"place": "Bamako", "meeting": "Sommet", "empty": ""}

    assert filled(text, told) == expected


def test_what_is_filled_in_is_not_filled_again():
    assert filled("{{ meeting }}", {"meeting": "{{ place }}", "place": "x"}) == "{{ place }}"


def test_a_meeting_tells_its_date_place_and_people(meeting):
    told = told_by(meeting)

    assert told["meeting"] == "Consultations"
    assert told["date"] == "14 août 2025"
    assert (told["place"], told["country"]) == ("Bamako", "Mali")
    assert "Sadio Camara" in told["participants"]


def test_names_are_written_into_a_text_as_text(meeting):
    meeting.title = "<b>A & B</b>"
    template = StoryTemplateFactory(body="<p>{{ meeting }}</p>", headline="{{ meeting }}")

    begun = beginning(template, meeting)

    assert begun["body"] == "<p>&lt;b&gt;A &amp; B&lt;/b&gt;</p>"
    assert begun["headline"] == "<b>A & B</b>"


def test_the_form_begins_with_the_template_and_its_subjects(client, reporter, meeting):
    section, subject = SectionFactory(), SubjectFactory()
    template = StoryTemplateFactory(section=section, urgency=2, hint="Deux sources.")
    template.subjects.add(subject)
    address = f"{desk.add(Article)}?template={template.pk}&meeting={meeting.pk}"

    response = client.get(address)
    form = desk.posted(response)

    assert form["headline"] == "Bamako : Consultations"
    assert form["lead"] == "Rencontre à Bamako, 14 août 2025."
    assert "Sadio Camara" in form["body"]
    assert (str(form["section"]), str(form["urgency"])) == (str(section.pk), "2")
    assert str(form["classifications-0-subject"]) == str(subject.pk)
    assert "Deux sources." in response.content.decode()
    saved = client.post(address, form)
    assert saved.status_code == 302, saved.context["errors"]
    story = Article.objects.get()
    assert story.classifications.get().subject == subject
    assert story.coverages.get().meeting == meeting


def test_a_template_and_a_meeting_are_chosen_on_one_page(client, reporter, meeting):
    template = StoryTemplateFactory()
    notice = StoryTemplateFactory(kind="withdrawal")
    page = reverse("admin:articles_article_begin")

    shown = client.get(page).content.decode()
    response = client.post(page, {"template": template.pk, "meeting": meeting.pk})
    refused = client.post(page, {"template": notice.pk})

    assert template.name in shown
    assert notice.name not in shown
    assert response.headers["Location"] == (
        f"{desk.add(Article)}?template={template.pk}&meeting={meeting.pk}"
    )
    assert refused.context["form"].errors
    assert page in client.get(desk.changelist(Article)).content.decode()


@pytest.mark.parametrize(("role", "status"), [("reporter", 403), ("desk_editor", 403),
                                              ("chief_editor", 302)])  # fmt: skip
def test_only_chief_editors_change_templates(client, role, status):
    client.force_login(UserFactory(role=role))
    template = StoryTemplateFactory()
    data = {"name": "Autre", "kind": "story", "urgency": 4, "language": "fr"}

    assert client.post(desk.change(template), data).status_code == status


def test_the_shipped_templates_cover_the_recurring_kinds_and_are_entered_once(capsys):
    call_command("load_templates")
    changed = StoryTemplate.objects.get(name="Nécrologie")
    changed.lead = "À nous"
    changed.save()

    assert ensure_templates() == 0
    assert StoryTemplate.objects.get(name="Nécrologie").lead == "À nous"
    kinds = set(StoryTemplate.objects.values_list("kind", flat=True))
    assert kinds == {"story", "correction", "withdrawal"}
    assert StoryTemplate.objects.filter(kind="story").count() == 3
    for template in StoryTemplate.objects.all():
        template.full_clean()
    assert "17" in capsys.readouterr().out


def test_every_placeholder_of_a_shipped_template_is_one_that_a_meeting_can_fill(meeting):
    ensure_templates()
    told = dict.fromkeys(told_by(meeting), "x")

    for template in StoryTemplate.objects.all():
        for text in (template.headline, template.lead, template.body):
            assert "{{" not in filled(text, told), template.name

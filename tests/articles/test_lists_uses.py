"""Sections, subjects, contributors, partners: where each is used, and no deletion of what is."""

import pytest
from django.contrib import admin
from django.urls import reverse

from actors.admin.uses import uses_of
from articles.models import StoryTemplate
from tests import desk
from tests.factories import (
    ArticleFactory,
    ClassificationFactory,
    ContributorFactory,
    EmbargoAccessFactory,
    PartnerFactory,
    SectionFactory,
    SignatoryFactory,
    StoryTemplateFactory,
    SubjectFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def section_of_a_story():
    return ArticleFactory(section=SectionFactory()).section, "article"


def section_of_a_template():
    return StoryTemplateFactory(section=SectionFactory()).section, "storytemplate"


def subject_of_a_story():
    return ClassificationFactory().subject, "classification"


def subject_above_another():
    return SubjectFactory(broader=SubjectFactory()).broader, "subject"


def subject_of_a_template():
    template, subject = StoryTemplateFactory(), SubjectFactory()
    template.subjects.add(subject)
    return subject, "storytemplate"


def contributor_who_signed():
    return SignatoryFactory(contributor=ContributorFactory()).contributor, "signatory"


def partner_let_in_early():
    return EmbargoAccessFactory().partner, "embargoaccess"


USED = [
    section_of_a_story,
    section_of_a_template,
    subject_of_a_story,
    subject_above_another,
    subject_of_a_template,
    contributor_who_signed,
    partner_let_in_early,
]


@pytest.mark.parametrize("make", USED, ids=lambda make: make.__name__)
def test_what_is_used_is_not_deleted_and_says_by_what(chief, make):
    record, user = make()
    name = record._meta.label_lower.replace(".", "_")
    uses = reverse(f"admin:{name}_uses", args=[record.pk])

    page = chief.post(desk.change(record).replace("/change/", "/delete/"), {"post": "yes"})
    shown = chief.get(uses)

    assert page.status_code == 200
    assert page.context["protected"]
    assert type(record).objects.filter(pk=record.pk).exists()
    assert {use.model._meta.model_name for use in shown.context["uses"]} == {user}
    assert all(label for use in shown.context["uses"] for label, _address in use.labels)
    assert uses in chief.get(desk.change(record)).content.decode()


@pytest.mark.parametrize(
    "make", [SectionFactory, SubjectFactory, ContributorFactory, PartnerFactory]
)
def test_what_is_used_nowhere_can_be_deleted(chief, make):
    record = make()
    assert uses_of(admin.site, record) == []

    chief.post(desk.change(record).replace("/change/", "/delete/"), {"post": "yes"})

    assert not type(record).objects.filter(pk=record.pk).exists()


def test_who_works_in_a_section_is_part_of_it_and_no_use(chief):
    section = SectionFactory()
    section.editors.add(UserFactory())

    assert uses_of(admin.site, section) == []


def test_several_are_not_deleted_while_one_of_them_is_used(chief):
    used, _user = subject_of_a_template()
    free = SubjectFactory()
    chosen = {"action": "delete_selected", "_selected_action": [used.pk, free.pk], "post": "yes"}

    chief.post(desk.changelist(type(used)), chosen)

    assert type(used).objects.count() == 2
    assert StoryTemplate.objects.get().subjects.get() == used

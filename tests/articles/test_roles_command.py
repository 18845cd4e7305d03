"""manage.py roles: the groups of a new archive, what was added by hand, what is said of it."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from articles.roles import Role, rights
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def given(group: Group) -> set[str]:
    rows = group.permissions.select_related("content_type")
    return {f"{one.content_type.app_label}.{one.codename}" for one in rows}


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    call_command("roles")
    return capsys.readouterr().out.splitlines()


def test_a_new_archive_gets_the_group_of_every_role_with_its_rights(capsys):
    lines = said(capsys)

    groups = {group.name: group for group in Group.objects.all()}
    assert groups.keys() == {role.label for role in Role}
    for role in Role:
        assert given(groups[role.label]) == rights(role)
        assert f"{role.label} ({role}): {len(rights(role))} rights" in lines


def test_a_second_time_changes_nothing(capsys):
    first = said(capsys)
    before = sorted(Group.objects.values_list("pk", "name", "permissions"))

    assert said(capsys) == first
    assert sorted(Group.objects.values_list("pk", "name", "permissions")) == before


def test_what_was_added_or_taken_by_hand_is_put_right_and_who_is_in_it_stays(capsys):
    said(capsys)
    user = UserFactory(reporter=True)
    group = Group.objects.get(name=Role.REPORTER.label)
    group.permissions.add(Permission.objects.get(codename="publish_article"))
    group.permissions.remove(Permission.objects.get(codename="add_article"))

    said(capsys)

    assert given(group) == rights(Role.REPORTER)
    assert list(user.groups.all()) == [group]


def test_the_groups_of_others_and_rights_of_accounts_are_left_alone(capsys):
    own = Group.objects.create(name="Stagiaires")
    own.permissions.add(Permission.objects.get(codename="view_article"))
    user = UserFactory(permissions=["articles.view_article"])

    said(capsys)

    assert given(own) == {"articles.view_article"}
    assert user.has_perm("articles.view_article")

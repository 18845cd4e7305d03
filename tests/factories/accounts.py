"""Factory of log-ins."""

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from factory.django import DjangoModelFactory

from articles.roles import Role


def group_of(role: Role) -> Group:
    """The group of a role."""
    return Group.objects.get(name=role.label)


def into_role(role: Role) -> factory.PostGeneration:
    """A keyword that puts the account into the group of this role."""

    def join(user, create, extracted, **kwargs):
        if extracted:
            user.groups.add(group_of(role))

    return factory.PostGeneration(join)


class UserFactory(DjangoModelFactory):
    """Someone of the newsroom.

    `chief=True` may do everything, by an account without limits; `reporter`,
    `desk_editor`, `chief_editor`, `archivist`, `partner_manager` and `operator` put the account
    into the group of that role, and so does `role="reporter"`.
    `permissions=["articles.view_article", …]` grants those named.
    """

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    class Params:
        chief = factory.Trait(is_superuser=True)

    username = factory.Sequence(lambda n: f"user{n + 1}")
    is_staff = True

    reporter = into_role(Role.REPORTER)
    desk_editor = into_role(Role.DESK_EDITOR)
    chief_editor = into_role(Role.CHIEF_EDITOR)
    archivist = into_role(Role.ARCHIVIST)
    partner_manager = into_role(Role.PARTNER_MANAGER)
    operator = into_role(Role.OPERATOR)

    @factory.post_generation
    def role(self, create, extracted, **kwargs):
        if extracted:
            self.groups.add(group_of(Role(extracted)))

    @factory.post_generation
    def permissions(self, create, extracted, **kwargs):
        for label in extracted or ():
            app, codename = label.split(".")
            self.user_permissions.add(
                Permission.objects.get(content_type__app_label=app, codename=codename)
            )

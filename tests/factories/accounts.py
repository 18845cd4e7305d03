"""Factory of log-ins."""

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from factory.django import DjangoModelFactory


class UserFactory(DjangoModelFactory):
    """Someone of the newsroom.

    Traits: `chief=True` may do everything. `permissions=["articles.view_article", …]` grants
    those named.
    """

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    class Params:
        chief = factory.Trait(is_superuser=True)

    username = factory.Sequence(lambda n: f"user{n + 1}")
    is_staff = True

    @factory.post_generation
    def permissions(self, create, extracted, **kwargs):
        for label in extracted or ():
            app, codename = label.split(".")
            self.user_permissions.add(
                Permission.objects.get(content_type__app_label=app, codename=codename)
            )

"""Makes the newsroom's own admin site the default one, where every app registers its models."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "newsroom.admin_site.DeskSite"

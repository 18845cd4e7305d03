"""Addresses of the public side: pages and API, read from the register only."""

from django.urls import include, path

urlpatterns = [
    path("", include("newsroom.urls.health")),
    path("", include("newsroom.urls.pages")),
    path("", include("newsroom.urls.machines")),
    path("api/v1/", include("newsroom.urls.api")),
]

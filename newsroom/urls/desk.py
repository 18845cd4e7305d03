"""Addresses of the desk: the admin."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("newsroom.urls.health")),
    path("admin/", admin.site.urls),
]

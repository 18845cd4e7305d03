"""Addresses of the demo and the tests: the desk and the public side in one process."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("newsroom.urls.public")),
]

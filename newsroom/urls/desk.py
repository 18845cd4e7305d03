"""Addresses of the desk: the admin, and what only whoever watches the desk may know."""

from django.contrib import admin
from django.urls import include, path

from newsroom.jobs.health import jobs

urlpatterns = [
    path("", include("newsroom.urls.health")),
    path("health/jobs", jobs, name="health_jobs"),
    path("admin/", admin.site.urls),
    path("apercu/", include("articles.preview.visits")),
]

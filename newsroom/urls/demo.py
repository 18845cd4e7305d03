"""Addresses of the demo and the tests: the desk and the public side in one process."""

from django.contrib import admin
from django.urls import include, path

from newsroom.jobs.health import jobs

urlpatterns = [
    path("health/jobs", jobs, name="health_jobs"),
    path("admin/", admin.site.urls),
    path("apercu/", include("articles.preview.visits")),
    path("", include("newsroom.urls.public")),
]

# Under the addresses of the API every error is a problem document.
handler400 = "newsroom.register.api.errors.bad_request"
handler403 = "newsroom.register.api.errors.permission_denied"
handler404 = "newsroom.register.api.errors.not_found"
handler500 = "newsroom.register.api.errors.server_error"

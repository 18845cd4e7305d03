"""Addresses of the public side: pages and API, read from the register only."""

from django.urls import include, path

urlpatterns = [
    path("", include("newsroom.urls.health")),
    # What programs ask for is not compared with every page first.
    path("api/v1/", include("newsroom.urls.api")),
    path("", include("newsroom.urls.pages")),
    path("", include("newsroom.urls.machines")),
]

# Under the addresses of the API every error is a problem document.
handler400 = "newsroom.register.api.errors.bad_request"
handler403 = "newsroom.register.api.errors.permission_denied"
handler404 = "newsroom.register.api.errors.not_found"
handler500 = "newsroom.register.api.errors.server_error"

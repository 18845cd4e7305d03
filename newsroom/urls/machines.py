"""Addresses for programs beside the API: identifiers of things, and OAI-PMH."""

from django.urls import path

from newsroom.formats.identity import identity
from newsroom.formats.oai.views import oai, oai_schema

urlpatterns = [
    path("id/<str:kind>/<uuid:uid>", identity, name="identity"),
    path("oai", oai, name="oai"),
    path("oai/newsroom.xsd", oai_schema, name="oai_schema"),
]

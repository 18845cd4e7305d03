"""Addresses of dumps: of their manifests, and of their files, which are signed."""

from django.http import HttpRequest
from django.urls import reverse

from newsroom.dumps.models import Dump
from newsroom.partners.addresses import signature
from newsroom.register.access import access_of


def file_address(request: HttpRequest, dump: Dump, name: str) -> str:
    """An address that needs no header, so that any program can fetch from it."""
    path = reverse("v1:dump-file", args=[dump.uid, name])
    stamp = signature(value(dump, name), access_of(request))
    return request.build_absolute_uri(f"{path}?signature={stamp}")


def manifest_address(request: HttpRequest, dump: Dump) -> str:
    """Where the manifest of a dump is."""
    return request.build_absolute_uri(reverse("v1:dump-manifest", args=[dump.uid]))


def value(dump: Dump, name: str) -> str:
    """What the address of a file is signed for."""
    return f"{dump.uid}/{name}"

"""Addresses for whoever watches the processes; part of both sides."""

from django.urls import path

from newsroom.health import live, ready

urlpatterns = [
    path("health/live", live, name="health_live"),
    path("health/ready", ready, name="health_ready"),
]

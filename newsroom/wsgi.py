"""The WSGI application; DJANGO_SETTINGS_MODULE must name the settings."""

from django.core.wsgi import get_wsgi_application

from newsroom.collecting import settle

application = get_wsgi_application()
settle()

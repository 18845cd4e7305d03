"""Django's command line for this site, on the demo's settings unless told otherwise."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings.demo")
    execute_from_command_line(sys.argv)

"""manage.py demo: brings the whole archive up on this machine, with its demo data."""

import os
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from newsroom.catalogue import compile_catalogue
from newsroom.demo.accounts import ensure_accounts
from newsroom.demo.partners import ensure_keys
from newsroom.static_files import collect_if_stale
from newsroom.supervisor import Supervisor


class Command(BaseCommand):
    help = "Migrate, load the demo archive, and serve it with its worker until Ctrl-C."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.SETTINGS_MODULE != "newsroom.settings.demo":
            raise CommandError("The demo has known passwords; it runs on newsroom.settings.demo.")
        host, port = os.environ.get("HOST") or "127.0.0.1", _port()
        _refuse_busy_port(host, port)
        compile_catalogue()
        self._say("migrating")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("public_role", create=True, verbosity=0)
        self._say("loading the demo archive")
        call_command("load_demo")
        accounts = ensure_accounts()
        demo: Any = settings  # of the demo alone
        keys = ensure_keys(demo.DEMO_DIR)
        if collect_if_stale():
            self._say("static files collected")
        self._say(f"http://localhost:{port}/            pages")
        self._say(f"http://localhost:{port}/admin/      the desk")
        self._say(f"http://localhost:{port}/api/v1/     the API")
        self._say(f"http://localhost:{port}/health/ready")
        for account in accounts:
            self._say(f"log in as {account.username} / {account.password} ({account.says})")
        for key in keys:
            self._say(f"Authorization: Bearer {key.text} ({key.says})")
        self._say(f"http://localhost:{port}/partenaires/guide/ says how to use them")
        self._say("Ctrl-C stops everything")
        code, reason = Supervisor(_commands(host, port)).run()
        self._say(reason)
        if code:
            sys.exit(code)

    def _say(self, text: str) -> None:
        self.stdout.write(f"demo: {text}")
        self.stdout.flush()


def _port() -> int:
    given = os.environ.get("PORT") or "8000"
    if not given.isascii() or not given.isdigit() or not 0 < int(given) < 65536:
        raise CommandError(f"PORT must be a number from 1 to 65535, not {given!r}.")
    return int(given)


def _refuse_busy_port(host: str, port: int) -> None:
    """Raise CommandError when nothing can listen there; better now than after the loading."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Cannot listen on port {port} ({error.strerror}): choose another one with PORT=."
            ) from error


def _commands(host: str, port: int) -> dict[str, list[str]]:
    bound = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    web = [sys.executable, "-m", "gunicorn", "newsroom.wsgi:application", "--no-control-socket"]
    web += ["--bind", bound, "--worker-class", "gthread", "--log-level", "warning"]
    web += ["--workers", str(settings.WEB_WORKERS), "--threads", str(settings.WEB_THREADS)]
    web += ["--graceful-timeout", "5"]
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    jobs = [*manage, "procrastinate", "worker", "--concurrency", "2"]
    # Less than the supervisor's patience: what is not done by then is done after the next start.
    jobs += ["--shutdown-graceful-timeout", "8"]
    return {"web": web, "worker": [*manage, "worker"], "jobs": jobs}

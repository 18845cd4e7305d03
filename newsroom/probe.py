"""Asks this container's own web server whether it is ready: python -m newsroom.probe."""

import os
import sys
import urllib.error
import urllib.request

ADDRESS = "http://127.0.0.1:8000/health/ready"


def main(address: str = ADDRESS) -> int:
    """Return 0 when the server says it is ready, 1 otherwise."""
    # The server answers only to its own names, which 127.0.0.1 need not be.
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
    request = urllib.request.Request(address, headers={"Host": host})
    try:
        with urllib.request.urlopen(request, timeout=3) as answer:
            return 0 if answer.status == 200 else 1
    except (urllib.error.URLError, TimeoutError) as error:
        print(f"probe: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())

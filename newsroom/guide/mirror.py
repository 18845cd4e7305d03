"""Mirrors an archive: python3 mirror.py https://archive.example FOLDER KEY (or no key)"""

import json
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen


def ask(address: str, key: str, cursor: str) -> dict:
    request = Request(f"{address}/api/v1/changes" + (f"?since={cursor}" if cursor else ""))
    if key:
        request.add_header("Authorization", f"Bearer {key}")
    while True:
        try:
            with urlopen(request, timeout=60) as answer:
                return json.load(answer)
        except HTTPError as error:
            if error.code not in (429, 500, 502, 503):
                raise  # 409, 410: see the guide
            time.sleep(int(error.headers.get("Retry-After", 10)))


def mirror(address: str, folder: Path, key: str = "") -> None:
    place = folder / "cursor"
    while True:
        page = ask(address, key, place.read_text() if place.exists() else "")
        for row in page["data"]:
            copy = folder / f"{row['id']}.json"
            if row["op"] == "upsert":
                copy.write_text(json.dumps(row["doc"]))
            else:  # "remove": also from your pages, caches and searches
                copy.unlink(missing_ok=True)
        place.write_text(page["cursor"])  # last: what is read twice does no harm
        if page["caught_up"]:
            return


mirror(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])

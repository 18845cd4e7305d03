"""A partner's program on top of a generated client: run by itself, knows nothing of the archive.

python mirror_generated.py FOLDER URL STATE [KEY]

STATE is the file in which it keeps its mirror and its cursor between two runs.
"""

import importlib
import json
import sys
from collections import Counter
from pathlib import Path


def main(folder, url, state, key=""):
    sys.path.insert(0, folder)
    archive = importlib.import_module("archive")
    change_list = importlib.import_module("archive.api.change.change_list")
    models = importlib.import_module("archive.models")

    client = archive.AuthenticatedClient(url, token=key) if key else archive.Client(url)
    kept = Path(state)
    mirror = json.loads(kept.read_text()) if kept.exists() else {"cursor": None, "held": {}}
    heard = Counter()
    while True:
        since = {"since": mirror["cursor"]} if mirror["cursor"] else {}
        page = change_list.sync(client=client, limit=20, **since)
        if not isinstance(page, models.ChangePage):
            sys.exit(f"refused: {page}")
        for row in page.data:
            if isinstance(row, models.Upsert):
                assert isinstance(row.doc, getattr(models, row.doc.type_.value.capitalize()))
                mirror["held"][str(row.id)] = row.doc.to_dict()
            else:
                assert isinstance(row, models.Removal)
                mirror["held"].pop(str(row.id), None)
            heard[type(row).__name__] += 1
        mirror["cursor"] = page.cursor
        kept.write_text(json.dumps(mirror))
        if page.caught_up:
            break
    print(json.dumps(heard))


main(*sys.argv[1:])

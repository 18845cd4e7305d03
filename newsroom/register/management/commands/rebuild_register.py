"""Compares the whole register with the record, and repairs it: the audit of every night."""

import logging
import uuid
from itertools import islice
from typing import Any

from django.core.management import BaseCommand, CommandParser
from django.db import transaction
from tqdm import tqdm

from newsroom.register.models import Item
from newsroom.register.projection import projections, sources
from newsroom.register.sequencer import publish, sequence_all, take_lock

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Project everything again; whatever differs gets a new number, and is reported."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=500, help="things at a time")

    def handle(self, *args: Any, **options: Any) -> None:
        sequence_all()  # what is waiting is no fault
        repaired = 0
        elsewhere = {
            uid
            for kind, projection in sources().items()
            if kind not in projections()
            for uid in projection.everything()
        }
        for kind, projection in sources().items():
            # What a further source made of this kind is none of the record's.
            uids = iter({*projection.everything(), *(set(self._items(kind)) - elsewhere)})
            with tqdm(desc=kind, unit=" items", disable=not self.stderr.isatty()) as bar:
                while batch := list(islice(uids, options["batch"])):
                    repaired += self._repair(kind, batch)
                    bar.update(len(batch))
        if repaired:
            log.error("the register differed from the record: %d items repaired", repaired)
        self.stdout.write(f"{repaired} items repaired.")

    def _repair(self, kind: str, uids: list[uuid.UUID]) -> int:
        try:
            with transaction.atomic(durable=True):
                take_lock()
                return publish({uid: ({kind}, False) for uid in uids})
        except Exception:
            if len(uids) == 1:  # one bad thing must not end the audit of all others
                log.exception("%s %s stays as it was", kind, uids[0])
                return 0
        return sum(self._repair(kind, [uid]) for uid in uids)

    def _items(self, kind: str) -> Any:
        return Item.objects.filter(kind=kind, live=True).values_list("uid", flat=True)

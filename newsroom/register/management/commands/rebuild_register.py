"""Compares the whole register with the record, and repairs it: the audit of every night."""

import logging
from itertools import islice
from typing import Any

from django.core.management import BaseCommand, CommandParser
from django.db import transaction
from tqdm import tqdm

from newsroom.register.models import Item
from newsroom.register.projection import projections
from newsroom.register.sequencer import publish, sequence_all, take_lock

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Project everything again; whatever differs gets a new number, and is reported."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=500, help="things at a time")

    def handle(self, *args: Any, **options: Any) -> None:
        sequence_all()  # what is waiting is no fault
        repaired = 0
        for kind, projection in projections().items():
            uids = iter({*projection.everything(), *self._items(kind)})
            with tqdm(desc=kind, unit=" items", disable=not self.stderr.isatty()) as bar:
                while batch := list(islice(uids, options["batch"])):
                    with transaction.atomic(durable=True):
                        take_lock()
                        repaired += publish({uid: ({kind}, False) for uid in batch})
                    bar.update(len(batch))
        if repaired:
            log.error("the register differed from the record: %d items repaired", repaired)
        self.stdout.write(f"{repaired} items repaired.")

    def _items(self, kind: str) -> Any:
        return Item.objects.filter(kind=kind, live=True).values_list("uid", flat=True)

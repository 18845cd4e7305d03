"""manage.py load_countries: enters the countries of the world, which imports refer to."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from newsroom.demo import countries
from newsroom.register.sequencer import sequence_all


class Command(BaseCommand):
    help = "Enter the countries of the world, present and former; those there already stay."

    def handle(self, *args: Any, **options: Any) -> None:
        with tqdm(total=countries.size(), unit=" countries", file=sys.stderr, disable=None) as bar:
            countries.load(bar.update)
        self.stdout.write(f"{sequence_all()} changes in the register")

"""Years, months and days in addresses: always with all their digits, so that each has one."""

from typing import ClassVar


class Digits:
    """A number of fixed length."""

    regex = "[0-9]+"
    length: ClassVar[int] = 1

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """The number with noughts before it."""
        return str(value).zfill(self.length)


class Year(Digits):
    """2025."""

    regex, length = "[1-9][0-9]{3}", 4


class TwoDigits(Digits):
    """08."""

    regex, length = "[0-9]{2}", 2

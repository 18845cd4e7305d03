"""How jobs are tried again."""

from procrastinate import RetryStrategy

# Pauses of 4, 16, 64 … seconds: the last of these tries comes after about six hours.
GROWING = RetryStrategy(max_attempts=7, exponential_wait=4)

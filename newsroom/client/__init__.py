"""What partners take to connect: the reference client, one file without dependencies."""

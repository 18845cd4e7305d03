"""Where the marks of each picture stand: from plain data to coordinates, and nothing else."""

"""The quality of the record: what checks find in it every night, and what became of that."""

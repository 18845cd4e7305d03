"""Dumps of the register for each audience: whole, dated, with the cursor to go on from."""

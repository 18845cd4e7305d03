"""Addresses: the public side, the desk, and both together in the demo."""

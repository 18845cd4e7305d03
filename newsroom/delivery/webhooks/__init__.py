"""Webhooks: what moved is told to partners, signed, without content, until it has arrived."""

"""A walk through everything public, past worlds with and without what nobody may see."""

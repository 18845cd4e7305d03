"""Who receives what the newsroom publishes, by contract. Knows no subject."""

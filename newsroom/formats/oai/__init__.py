"""OAI-PMH 2.0: stories for archives and libraries, read from the register by their numbers."""

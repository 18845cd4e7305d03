"""The site: settings, addresses, commands, and what belongs to no single subject."""

"""The site-wide search: what is asked, found, counted, suggested, and shown."""

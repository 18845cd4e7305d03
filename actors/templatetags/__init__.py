"""Template tags for the pages of people, countries, organisations and meetings."""

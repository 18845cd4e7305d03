"""Sitemaps: every thing that has a page, and the news of the last two days; robots.txt."""

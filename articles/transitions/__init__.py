"""How the status of a story changes; callers take it from `articles.services`."""

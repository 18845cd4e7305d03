"""Pictures: taken in, read, made ready for readers, served while their story is out."""

from articles.pictures.rights import missing_rights

__all__ = ["missing_rights"]

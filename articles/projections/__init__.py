"""What the world sees of the stories' record."""

from articles.projections.articles import ArticleProjection
from articles.projections.statements import StatementProjection

PROJECTIONS = (ArticleProjection, StatementProjection)

__all__ = ["PROJECTIONS", "ArticleProjection", "StatementProjection"]

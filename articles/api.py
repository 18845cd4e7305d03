"""The API's addresses of stories and statements."""

from articles.filters import ArticleFilter, StatementFilter
from articles.projections import ArticleProjection, StatementProjection
from newsroom.register.api.views import ItemEndpoint


class ArticleEndpoint(ItemEndpoint):
    """Stories; a list leaves out the body and the sentences that facts rest on."""

    projection = ArticleProjection
    filterset_class = ArticleFilter
    detail_only = ("body", "evidence")


class StatementEndpoint(ItemEndpoint):
    """Quotations, claims and relayed messages."""

    projection = StatementProjection
    filterset_class = StatementFilter

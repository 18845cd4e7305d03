"""Every address that readers have: French words, then the id; the slug is decoration."""

from django.urls import URLPattern, path
from django.views.generic import TemplateView

from actors.pages import details, lists
from articles import pages as articles
from newsroom.pages import HomeView, SearchView


def things(
    word: str, name: str, items: type[TemplateView], item: type[TemplateView]
) -> list[URLPattern]:
    """The list of a kind, and the page of one thing of it with and without its slug."""
    return [
        path(f"{word}/", items.as_view(), name=f"{name}_list"),
        path(f"{word}/<uuid:uid>/", item.as_view(), name=f"{name}_detail"),
        path(f"{word}/<uuid:uid>/<str:slug>/", item.as_view(), name=f"{name}_detail"),
    ]


urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("recherche/", SearchView.as_view(), name="search"),
    *things("articles", "article", articles.ArticleListView, articles.ArticleDetailView),
    *things("personnes", "person", lists.PersonListView, details.PersonDetailView),
    *things(
        "organisations",
        "organisation",
        lists.OrganisationListView,
        details.OrganisationDetailView,
    ),
    *things("pays", "country", lists.CountryListView, details.CountryDetailView),
    *things("rencontres", "meeting", lists.MeetingListView, details.MeetingDetailView),
    *things("evenements", "event", lists.EventListView, details.EventDetailView),
    *things("fonctions", "office", lists.OfficeListView, details.OfficeDetailView),
    *things("accords", "agreement", lists.AgreementListView, details.AgreementDetailView),
    path("propos/<uuid:uid>/", articles.statement_detail, name="statement_detail"),
    path("propos/<uuid:uid>/<str:slug>/", articles.statement_detail, name="statement_detail"),
]

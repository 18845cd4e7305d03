"""Every address that readers have: French words, then the id; the slug is decoration."""

from django.urls import URLPattern, path
from django.views import View

from actors import pages as actors
from articles import pages as articles
from newsroom.pages import HomeView, SearchView


def things(word: str, name: str, items: type[View], item: type[View]) -> list[URLPattern]:
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
    *things("personnes", "person", actors.PersonListView, actors.PersonDetailView),
    *things(
        "organisations",
        "organisation",
        actors.OrganisationListView,
        actors.OrganisationDetailView,
    ),
    *things("pays", "country", actors.CountryListView, actors.CountryDetailView),
    *things("rencontres", "meeting", actors.MeetingListView, actors.MeetingDetailView),
    *things("evenements", "event", actors.EventListView, actors.EventDetailView),
    *things("fonctions", "office", actors.OfficeListView, actors.OfficeDetailView),
    *things("accords", "agreement", actors.AgreementListView, actors.AgreementDetailView),
    path("propos/<uuid:uid>/", articles.statement_detail, name="statement_detail"),
    path("propos/<uuid:uid>/<str:slug>/", articles.statement_detail, name="statement_detail"),
]

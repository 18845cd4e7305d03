"""Every address that readers have: French words, then the id; the slug is decoration."""

from django.urls import URLPattern, path, register_converter
from django.views.generic import TemplateView

from actors.pages import chronology, details, lists, places
from actors.pages.pairs import PairView
from articles import pages as articles
from articles import statement_pages, version_pages
from articles.pictures import addresses, serving
from newsroom.archive_days import DayView
from newsroom.archive_pages import FACTS, ArchiveView, MonthView, YearView
from newsroom.calendars.views import CalendarView
from newsroom.feeds.generators import AtomFeed, RSSFeed
from newsroom.feeds.views import FeedView, SearchFeed, StoryFeed, ThingFeed
from newsroom.guide.views import ChangelogFeed, GuideView, MirrorView
from newsroom.pages import HomeView
from newsroom.pulls.account import AccountView
from newsroom.readers.alert_pages import AlertNewView, AlertStopView, AlertThanksView, AlertView
from newsroom.readers.pages import ReportThanksView, ReportView
from newsroom.search.suggestions import SuggestionsView
from newsroom.search.views import HelpView, SearchView
from newsroom.section_pages import SectionListView, SectionView
from newsroom.sitemaps import views as sitemaps
from newsroom.urls.converters import TwoDigits, Year

register_converter(Year, "yyyy")
register_converter(TwoDigits, "dd")


def things(
    word: str, name: str, items: type[TemplateView], item: type[TemplateView]
) -> list[URLPattern]:
    """The list of a kind, and the page of one thing of it with and without its slug."""
    return [
        path(f"{word}/", items.as_view(), name=f"{name}_list"),
        path(f"{word}/<uuid:uid>/", item.as_view(), name=f"{name}_detail"),
        path(f"{word}/<uuid:uid>/<str:slug>/", item.as_view(), name=f"{name}_detail"),
    ]


def feeds(prefix: str, name: str, view: type[FeedView], **options: str) -> list[URLPattern]:
    """A feed in both formats."""
    return [
        path(
            f"{prefix}flux.{ending}",
            view.as_view(generator=generator, **options),
            name=f"{name}_{ending}",
        )
        for ending, generator in (("atom", AtomFeed), ("rss", RSSFeed))
    ]


urlpatterns = [
    path("robots.txt", sitemaps.Robots.as_view(), name="robots"),
    path("sitemap.xml", sitemaps.SitemapIndex.as_view(), name="sitemap"),
    path("sitemap/actualites.xml", sitemaps.NewsSitemap.as_view(), name="news_sitemap"),
    path(
        "sitemap/<slug:kind>-<int:number>.xml",
        sitemaps.SitemapPart.as_view(),
        name="sitemap_part",
    ),
    *feeds("", "story", StoryFeed),
    *feeds("recherche/", "results", SearchFeed),
    *feeds("personnes/<uuid:uid>/", "person", ThingFeed, kind="person"),
    *feeds("organisations/<uuid:uid>/", "organisation", ThingFeed, kind="organisation"),
    *feeds("pays/<uuid:uid>/", "country", ThingFeed, kind="country"),
    path("rencontres/agenda.ics", CalendarView.as_view(), name="meeting_calendar"),
    *(
        path(
            f"{word}/<uuid:uid>/agenda.ics",
            CalendarView.as_view(kind=kind),
            name=f"{kind}_calendar",
        )
        for word, kind in (
            ("personnes", "person"),
            ("organisations", "organisation"),
            ("pays", "country"),
        )
    ),
    path("", HomeView.as_view(), name="home"),
    path("recherche/", SearchView.as_view(), name="search"),
    path("recherche/suggestions/", SuggestionsView.as_view(), name="search_suggestions"),
    path("recherche/aide/", HelpView.as_view(), name="search_help"),
    path(
        "articles/<uuid:uid>/versions/",
        version_pages.ArticleVersionsView.as_view(),
        name="article_versions",
    ),
    *things("articles", "article", articles.ArticleListView, articles.ArticleDetailView),
    path("rubriques/", SectionListView.as_view(), name="section_list"),
    path("rubriques/<slug:code>/", SectionView.as_view(), name="section"),
    path("relations/<uuid:one>/<uuid:other>/", PairView.as_view(), name="pair"),
    path("archives/", ArchiveView.as_view(), name="archive"),
    path("archives/<yyyy:year>/", YearView.as_view(), name="archive_year"),
    path("archives/<yyyy:year>/<dd:month>/", MonthView.as_view(), name="archive_month"),
    path("archives/<yyyy:year>/<dd:month>/<dd:day>/", DayView.as_view(), name="archive_day"),
    path("archives/faits/", ArchiveView.as_view(basis=FACTS), name="archive_facts"),
    path("archives/faits/<yyyy:year>/", YearView.as_view(basis=FACTS), name="archive_facts_year"),
    path(
        "archives/faits/<yyyy:year>/<dd:month>/",
        MonthView.as_view(basis=FACTS),
        name="archive_facts_month",
    ),
    path(addresses.ROUTE, serving.image_file, name="image_file"),
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
    *things(
        "propos",
        "statement",
        statement_pages.StatementListView,
        statement_pages.StatementDetailView,
    ),
    path("partenaires/guide/", GuideView.as_view(), name="partner_guide"),
    path("partenaires/guide/miroir.py", MirrorView.as_view(), name="partner_mirror"),
    path("partenaires/guide/nouveautes.atom", ChangelogFeed.as_view(), name="api_changelog"),
    path("alertes/creer/", AlertNewView.as_view(), name="alert_new"),
    path("alertes/merci/", AlertThanksView.as_view(), name="alert_thanks"),
    path("alertes/<str:key>/", AlertView.as_view(), name="alert"),
    path("alertes/<str:key>/fin/", AlertStopView.as_view(), name="alert_stop"),
    path("signaler/merci/", ReportThanksView.as_view(), name="report_thanks"),
    path("signaler/<uuid:uid>/", ReportView.as_view(), name="report"),
    path("partenaires/compte/", AccountView.as_view(), name="partner_account"),
    path("chronologie/", chronology.ChronologyView.as_view(), name="chronology"),
    path("carte/", places.MapView.as_view(), name="meeting_map"),
]

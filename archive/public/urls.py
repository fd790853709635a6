"""The public addresses (stable: people cite them). docs/reference/urls.md lists them for readers."""

from __future__ import annotations

from django.urls import path

from archive.models.entity import PATHS

from .annotations import show_annotations
from .article import show_article
from .choices import show_choices
from .corrections import show_corrections
from .day import show_archive, show_day, show_month, show_year
from .directory import show_directory
from .dossier import show_dossier, show_dossiers
from .entity import show_entity
from .feeds import show_entity_feed, show_newest_feed, show_search_feed, show_source_feed, show_topic_feed
from .feeds_of_record import show_corrections_feed, show_dossier_feed, show_dossiers_feed, show_removals_feed
from .follow import ask_to_follow, show_asked, show_confirm, show_unfollow
from .health import show_health, show_readiness
from .home import show_home
from .push import receive_push, show_push_item
from .reconcile import (
    show_entity_suggestions,
    show_property_suggestions,
    show_reconcile,
    show_reconcile_preview,
    show_type_suggestions,
)
from .removals import show_removals
from .search import show_search
from .source import show_source
from .suggest import show_browser_suggestions, show_description, show_suggestions
from .topic import show_topic
from .versions import show_changes, show_version

urlpatterns = [
    path("", show_home, name="home"),
    path("search", show_search, name="search"),
    path("search/choices", show_choices, name="choices"),
    path("search/suggest", show_suggestions, name="suggest"),
    path("opensearch/suggest", show_browser_suggestions, name="opensearch-suggest"),
    path("opensearch.xml", show_description, name="opensearch"),
    path("articles/<str:ref>/", show_article, name="article-ref"),
    path("articles/<str:ref>/annotations.jsonld", show_annotations, name="annotations"),
    path("articles/<str:ref>/v/<int:number>/", show_version, name="article-version"),
    path("articles/<str:ref>/changes/<int:first>-<int:second>/", show_changes, name="article-changes"),
    path("articles/<str:ref>/<str:slug>/", show_article, name="article"),
    *(path(f"{folder}/", show_directory, {"kind": kind}, name=f"{folder}-directory") for kind, folder in PATHS.items()),
    *(path(f"{folder}/<str:slug>/", show_entity, {"kind": kind}, name=folder) for kind, folder in PATHS.items()),
    path("sources/<str:code>/", show_source, name="source"),
    path("topics/<str:slug>/", show_topic, name="topic"),
    path("dossiers/", show_dossiers, name="dossiers"),
    path("dossiers/<str:slug>/", show_dossier, name="dossier"),
    path("corrections/", show_corrections, name="corrections"),
    path("removals/", show_removals, name="removals"),
    path("on/", show_archive, name="archive"),
    path("on/<int:year>/", show_year, name="year"),
    path("on/<int:year>/<int:month>/", show_month, name="month"),
    path("on/<int:year>/<int:month>/<int:day>/", show_day, name="day"),
    path("feeds/", show_newest_feed, name="feed"),
    path("feeds/search/", show_search_feed, name="search-feed"),
    path("feeds/sources/<str:code>/", show_source_feed, name="source-feed"),
    path("feeds/topics/<str:slug>/", show_topic_feed, name="topic-feed"),
    *(path(f"feeds/{folder}/<str:slug>/", show_entity_feed, {"kind": kind}) for kind, folder in PATHS.items()),
    path("feeds/dossiers/", show_dossiers_feed, name="dossiers-feed"),
    path("feeds/dossiers/<str:slug>/", show_dossier_feed, name="dossier-feed"),
    path("feeds/corrections/", show_corrections_feed, name="corrections-feed"),
    path("feeds/removals/", show_removals_feed, name="removals-feed"),
    path("follow/", ask_to_follow, name="follow"),
    path("follow/asked/", show_asked, name="follow-asked"),
    path("follow/confirm/<str:token>/", show_confirm, name="follow-confirm"),
    path("follow/end/<str:token>/", show_unfollow, name="follow-end"),
    path("reconcile", show_reconcile, name="reconcile"),
    path("reconcile/suggest/entity", show_entity_suggestions, name="reconcile-entity"),
    path("reconcile/suggest/type", show_type_suggestions, name="reconcile-type"),
    path("reconcile/suggest/property", show_property_suggestions, name="reconcile-property"),
    path("reconcile/preview", show_reconcile_preview, name="reconcile-preview"),
    path("ingest/<str:source>", receive_push, name="ingest"),
    path("ingest/<str:source>/items/<str:key>", show_push_item, name="ingest-item"),
    path("healthz", show_health, name="healthz"),
    path("readyz", show_readiness, name="readyz"),
]

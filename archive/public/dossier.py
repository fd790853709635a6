"""`/dossiers/` and `/dossiers/<slug>/`: packages that editors have put together, with their timeline.

A published dossier is public; what stands in it is shown only as far as each story and event may be seen now.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.formats import date_format

from archive.models import Article, ArticleQuerySet, Dossier, DossierItem, Event, Mention
from archive.models.entity import Kind
from archive.text.excerpt import plain_excerpt
from archive.text.markdown import strip_markdown

from .cards import Card, earliest_close, make_card
from .chronicle import readable_events, when_of
from .inputs import tidy_input
from .lifeline import Lifeline, Point, draw_lifeline
from .linked_data import describe_dossier
from .listed import with_names
from .numbered import Numbered
from .page import full_address, show_page
from .told_days import told_days

TEASER_LENGTH = 260
DESCRIPTION_LENGTH = 160
MOST_MERGES = 10
NEAR_DAYS = 21  # before the first and after the last story that are drawn at least
EVENTS_BESIDE = 60  # of those that its stories name, for the timeline


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as readers see it: a story's card, an event, or that a story was withdrawn."""

    number: int
    note: str
    card: Card | None = None
    event: Event | None = None
    when: str = ""
    gone_href: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """A dossier in a list: how many of its stories can be read now."""

    href: str
    title: str
    teaser: str
    published_on: date | None
    stories: int


def show_dossiers(request: HttpRequest) -> HttpResponseBase:
    """Every published dossier, the newest first."""
    at = timezone.now()
    page = Numbered(Dossier.objects.published().newest_first(), cursor=tidy_input(request.GET.get("cursor", "")))
    context = {
        "packages": list_packages(page.rows, at=at),
        "cursor": page.cursor,
        "next_cursor": page.next_cursor,
        "canonical": full_address("/dossiers/"),
    }
    return show_page(request, "archive/dossiers.html", context, at=at)


def show_dossier(request: HttpRequest, slug: str) -> HttpResponseBase:
    """404 for a draft: that somebody is at work on a subject is not public."""
    at = timezone.now()
    dossier = find_dossier(slug)
    items = list(dossier.items.all())
    articles = _readable_stories(items, at=at)
    entries = collect_entries(items, articles, at=at)
    cards = [entry.card for entry in entries if entry.card]
    context = {
        "dossier": dossier,
        "entries": entries,
        "stories": len(cards),
        "lifeline": _draw(articles, entries, at=at),
        "linked_data": describe_dossier(dossier, cards),
        "canonical": full_address(dossier.get_absolute_url()),
        "description": plain_excerpt(strip_markdown(dossier.introduction), DESCRIPTION_LENGTH),
    }
    return show_page(request, "archive/dossier.html", context, at=at, closes_at=earliest_close(cards))


def find_dossier(slug: str) -> Dossier:
    """The published dossier of that address, else 404."""
    dossier = Dossier.objects.published().filter(slug=tidy_input(slug)).first()
    if dossier is None:
        raise Http404("No such dossier.")
    return dossier


def readable_in(dossier: Dossier, *, at: datetime) -> ArticleQuerySet:
    """Its stories that readers may see."""
    return Article.objects.readable(at).filter(dossier_items__dossier=dossier)


def list_packages(dossiers: Sequence[Dossier], *, at: datetime) -> tuple[Package, ...]:
    """As listings show them; one more query counts what can be read in all of them."""
    is_open = Exists(Article.objects.readable(at).filter(pk=OuterRef("article_id")))
    counts = dict(
        DossierItem.objects.filter(is_open, dossier__in=[one.pk for one in dossiers])
        .order_by()
        .values_list("dossier_id")
        .annotate(stories=Count("pk"))
    )
    return tuple(
        Package(
            href=one.get_absolute_url(),
            title=one.title,
            teaser=plain_excerpt(strip_markdown(one.introduction), TEASER_LENGTH),
            published_on=one.published_at.date() if one.published_at else None,
            stories=counts.get(one.pk, 0),
        )
        for one in dossiers
    )


def collect_entries(items: Iterable[DossierItem], articles: dict[int, Article], *, at: datetime) -> tuple[Entry, ...]:
    """What readers see, numbered without gaps: a hidden or blocked story leaves no trace, a withdrawn one its place."""
    items = list(items)
    survivors = _follow_merges([item.event_id for item in items if item.event_id])
    events = {event.pk: event for event in readable_events(at).filter(pk__in=survivors.values())}
    gone = _gone_stories(items, articles, at=at)
    entries: list[Entry] = []
    for item in items:
        number = len(entries) + 1
        article = articles.get(item.article_id or 0)
        if article is not None and (card := make_card(article, on=at.date())) is not None:
            entries.append(Entry(number, item.note, card=card))
        elif (event := events.pop(survivors.get(item.event_id or 0, 0), None)) is not None:
            entries.append(Entry(number, item.note, event=event, when=when_of(event)))
        elif item.article_id in gone:
            entries.append(Entry(number, "", gone_href=f"/articles/{gone[item.article_id or 0]}/"))
    return tuple(entries)


def _follow_merges(events: list[int]) -> dict[int, int]:
    """For each event the one it lives on in: itself, unless it was merged."""
    survivors = {pk: pk for pk in events}
    for _ in range(MOST_MERGES):
        ends = set(survivors.values())
        merged = Event.objects.filter(pk__in=ends, merged_into__isnull=False).values_list("pk", "merged_into_id")
        steps = {pk: into for pk, into in merged if into is not None}
        if not steps:
            break
        survivors = {pk: steps.get(end, end) for pk, end in survivors.items()}
    return survivors


def _readable_stories(items: Iterable[DossierItem], *, at: datetime) -> dict[int, Article]:
    wanted = [item.article_id for item in items if item.article_id]
    return {
        article.pk: article for article in with_names(Article.objects.readable(at).with_words().filter(pk__in=wanted))
    }


def _gone_stories(items: Iterable[DossierItem], articles: dict[int, Article], *, at: datetime) -> dict[int, str]:
    """The refs of those that readers once had and cannot have any more."""
    missing = [item.article_id for item in items if item.article_id and item.article_id not in articles]
    found = Article.objects.filter(pk__in=missing).select_related("rights") if missing else []
    return {article.pk: article.ref for article in found if article.standing_at(at) == "gone"}


def _draw(articles: dict[int, Article], entries: Iterable[Entry], *, at: datetime) -> Lifeline | None:
    """Its events and those that its stories name, its stories, and the days they tell of."""
    own = [entry.event for entry in entries if entry.event]
    kept = [point for event in own if (point := point_of_event(event))]
    kept += [
        Point(
            "story",
            article.public_version.headline,
            article.get_absolute_url(),
            date_format(article.dated_on, "j F Y"),
            article.dated_on,
            article.dated_on,
            article.language,
        )
        for article in articles.values()
        if article.public_version
    ]
    if not kept:
        return None
    # The stories set the scale: a programme of years, or the far past, would press them into a corner.
    scale = [point for point in kept if point.lane == "story"] or kept
    first, last = min(point.starts_on for point in scale), max(point.ends_on for point in scale)
    room = max((last - first) // 3, timedelta(days=NEAR_DAYS))
    around = (_shift(first, -room), _shift(last, room))
    kept = [_clip(point, around) for point in kept if point.starts_on <= around[1] and point.ends_on >= around[0]]
    named = (
        Mention.objects.public()
        .filter(article__in=list(articles), entity__kind=Kind.EVENT)
        .order_by("entity_id")
        .values_list("entity_id", flat=True)
        .distinct()[:EVENTS_BESIDE]
    )
    beside = [point for event in readable_events(at).filter(pk__in=list(named)) if (point := point_of_event(event))]
    near = [point for point in beside if around[0] <= point.starts_on and point.ends_on <= around[1]]
    return draw_lifeline([*kept, *near, *told_days(articles.values(), on=at.date(), around=around)])


def point_of_event(event: Event) -> Point | None:
    """An event for the picture; None without a day."""
    if event.starts_on is None:
        return None
    ends_on = event.ends_on or event.starts_on
    return Point("event", event.name, event.get_absolute_url(), when_of(event), event.starts_on, ends_on)


def _clip(point: Point, around: tuple[date, date]) -> Point:
    """As much of it as lies in the picture; what it is called keeps its own days."""
    return replace(point, starts_on=max(point.starts_on, around[0]), ends_on=min(point.ends_on, around[1]))


def _shift(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day

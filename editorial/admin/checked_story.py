"""A story as the checks want it: made of its version, its mentions and what the archive knows around it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from archive.models import Article, ArticleVersion, Entity, Event
from archive.models.entity import Kind
from archive.reading.names import read_names as read_printed_names
from editorial.checks import CheckedName, CheckedPlace, CheckedStory, KnownEvent, SourceHabits
from editorial.checks.years import find_dated_things

from .story_side import Named

MOST_EVENTS = 200  # events alike in words that are looked at
SURE = 0.5


def make_checked_story(
    article: Article, version: ArticleVersion, names: Sequence[Named], *, prints_notice: bool
) -> CheckedStory:
    """The value that the checks read. One query, and only for a story that calls something by its year."""
    place = version.dateline_place
    rights = getattr(article, "rights", None)
    return CheckedStory(
        text=version.text,
        headline=version.headline,
        issued_on=version.dateline_on or article.dated_on,
        dateline=version.dateline_text,
        dateline_place=place.name if place else "",
        dateline_country=version.dateline_country,
        language=article.language,
        names=_read_people(version, names),
        places=tuple(_read_places(names)),
        events=_read_events(version, names),
        notice=rights.notice if rights else "",
        holder=rights.holder if rights else "",
        source=SourceHabits(
            article.source.name,
            article.source.default_holder,
            article.source.default_notice,
            bool(article.source.default_notice) or prints_notice,
        ),
    )


def _read_people(version: ArticleVersion, names: Sequence[Named]) -> tuple[CheckedName, ...]:
    """The people of the record, as printed; those a reader finds, while nobody has named any."""
    known = [
        CheckedName(_as_printed(version.text, named), named.mention.entity.kind, named.spans)
        for named in names
        if named.spans
    ]
    if any(name.kind == Kind.PERSON for name in known):
        return tuple(known)
    printed = read_printed_names(version.text, headline=version.headline)
    found = [CheckedName(n.name, n.kind, n.spans, n.headline_spans) for n in printed if n.confidence >= SURE]
    return (*known, *found)


def _as_printed(text: str, named: Named) -> str:
    forms = (" ".join(text[span.start : span.end].split()) for span in named.spans)
    return next((form for form in forms if " " in form), named.mention.entity.name)


def _read_places(names: Sequence[Named]) -> list[CheckedPlace]:
    found = []
    for named in names:
        place = getattr(named.mention.entity, "place", None) if named.mention.entity.kind == Kind.PLACE else None
        if place is not None and place.country and not named.is_suggested and not place.is_provisional:
            found.append(CheckedPlace(place.name, place.country))
    return found


def _read_events(version: ArticleVersion, names: Sequence[Named]) -> tuple[KnownEvent, ...]:
    """Events that the story is tied to, then those whose names have the words of what it calls by a year."""
    linked = [e for named in names if (e := _event_of(named.mention.entity)) and not named.is_suggested]
    found = [known for event in linked if (known := _as_known(event, is_linked=True))]
    if things := find_dated_things(version.text):
        wanted = Q()
        for noun in sorted(things):
            wanted |= Q(name__icontains=noun)
        others = Event.objects.filter(wanted, starts_on__isnull=False, merged_into=None)
        others = others.exclude(pk__in=[event.pk for event in linked]).order_by("pk")[:MOST_EVENTS]
        for event in others:
            if isinstance(event, Event) and (known := _as_known(event, is_linked=False)):
                found.append(known)
    return tuple(found)


def _event_of(entity: Entity) -> Event | None:
    return getattr(entity, "event", None) if entity.kind == Kind.EVENT else None


def _as_known(event: Event, *, is_linked: bool) -> KnownEvent | None:
    if event.starts_on is None:
        return None
    return KnownEvent(event.name, event.starts_on, event.ends_on or event.starts_on, is_linked=is_linked)

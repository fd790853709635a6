"""From a planned item to the story as it will be kept: names become entities, rights are completed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.utils import timezone

from archive.actions import ReceivedMedium, ReceivedMention, ReceivedStory, RightsStatement
from archive.ingest.draft import Draft, NamedThing
from archive.models import Original, Place, Source
from archive.models.article import Status
from archive.models.entity import Kind
from archive.models.mention import MentionStatus, Origin, Role

from .cleaning import clean, clean_line
from .entities import EntityFinder, Named
from .plan import FOR_REVIEW, Planned

_PERSON, _ORGANISATION, _PLACE = Kind.PERSON.value, Kind.ORGANISATION.value, Kind.PLACE.value  # strings hash faster
SURE: Final = 0.8  # from this confidence on a rule's reading stands until a person says otherwise


def received_story(
    planned: Planned,
    *,
    source: Source,
    original: Original,
    received: datetime,
    is_published: bool,
    finder: EntityFinder,
    media: tuple[ReceivedMedium, ...] = (),
) -> ReceivedStory:
    """The story with everything looked up; the finder has been prepared with `names_in`."""
    draft, item = planned.item.draft, planned.item
    needs_review = any(problem.code in FOR_REVIEW for problem in planned.problems)
    issued = min(draft.published or received, timezone.now())
    place = _dateline_place(draft, finder)
    return ReceivedStory(
        source=source,
        words=replace(item.words, dateline_place=place) if place else item.words,
        words_sha256=item.words_sha256,
        rights=_rights(draft, source),
        original=original,
        received_at=issued,
        dated_on=_day_of(draft, issued),
        guid=item.guid,
        language=clean_line(draft.language, 35),
        genre=clean_line(draft.genre, 60),
        slugline=clean_line(draft.slugline, 200),
        urgency=draft.urgency if draft.urgency is not None and 1 <= draft.urgency <= 9 else None,
        visible_from=draft.embargo.until if draft.embargo else None,
        visible_until=draft.rights_expire,
        is_published=is_published and not needs_review,
        is_for_review=needs_review,
        topics=_topics(draft),
        media=media,
        mentions=tuple(_mentions(draft, place.pk if place else None, finder)),
        provenance=_provenance(draft, wants_publishing=is_published, received=received),
        extras=_extras(draft),
        step=item.step,
    )


def _provenance(draft: Draft, *, wants_publishing: bool, received: datetime) -> dict[str, Any]:
    """Where its values come from; of one that comes on hold, what it becomes when it is released."""
    entries: dict[str, Any] = {name: entry.to_json() for name, entry in draft.provenance.items()}
    if draft.action == "hold":
        was = Status.PUBLISHED if wants_publishing else Status.DRAFT
        entries["hold"] = {"origin": "feed", "rule": "hold", "was": was.value, "at": received.isoformat()}
    return entries


def _topics(draft: Draft) -> tuple[str, ...]:
    """The tags of a story: what its feed files it under, by name, and what it wants to be found by."""
    named = (*draft.topics, *(subject.name for subject in draft.subjects), *draft.keywords)
    return tuple(dict.fromkeys(clean_line(name, 100) for name in named if name.strip()))


def _extras(draft: Draft) -> dict[str, str]:
    """What the record has no column for: fields of the feed under their own names, and what it says besides."""
    said = {name: str(getattr(draft, name)) for name in ("provider", "creditline", "ednote", "correction")}
    said |= {
        name: moment.isoformat() for name in ("first_created", "version_created") if (moment := getattr(draft, name))
    }
    said["subjects"] = "; ".join(filter(None, (f"{s.scheme}:{s.code} {s.name}".strip() for s in draft.subjects)))
    said["events"] = "; ".join(event.name for event in draft.events)
    said["links"] = "; ".join(f"{link.kind} {link.guid}" for link in draft.links)
    return {name: clean(value) for name, value in {**said, **draft.extras}.items() if value}


def names_in(plans: Iterable[Planned]) -> Iterator[Named]:
    """Everyone and everything that these stories name, so that it can be looked up at once."""
    for plan in plans:
        draft = plan.item.draft
        if (place := _place_of_dateline(draft)) is not None:
            yield place
        for kind, things in _named_things(draft):
            for thing in things:
                yield _named(kind, thing)


def _named_things(draft: Draft) -> tuple[tuple[str, tuple[NamedThing, ...]], ...]:
    return (_PERSON, draft.people), (_ORGANISATION, draft.organisations), (_PLACE, draft.places)


def _named(kind: str, thing: NamedThing) -> Named:
    """Under the name of the gazetteer's place where the reader has found one: copy inflects and abbreviates."""
    meant = thing.identifiers
    return Named(kind, meant.get("name", thing.name), meant.get("region", ""), meant.get("country", ""))


def _rights(draft: Draft, source: Source) -> RightsStatement:
    notice = draft.copyright
    return RightsStatement(
        holder=clean_line((notice.holder if notice else "") or source.default_holder, 300),
        year=notice.year if notice else None,
        notice=clean(notice.notice if notice else source.default_notice),
        usage_terms=clean(draft.usage_terms) or source.default_usage_terms,
        display_policy=source.default_display_policy,
        expires_on=_last_day(draft.rights_expire),
    )


def _last_day(expires: datetime | None) -> date | None:
    """The last day on which it may be shown: the day before, where the rights end as a day begins."""
    return (expires - timedelta(seconds=1)).date() if expires is not None else None


def _day_of(draft: Draft, issued: datetime) -> date:
    return (draft.dateline.date if draft.dateline else None) or issued.date()


def _place_of_dateline(draft: Draft) -> Named | None:
    if draft.dateline is None or not draft.dateline.places:
        return None
    line = draft.dateline
    return Named(_PLACE, line.places[0], line.region, line.country)


def _dateline_place(draft: Draft, finder: EntityFinder) -> Place | None:
    place = _place_of_dateline(draft)
    return finder.find_place(place) if place is not None else None


def _mentions(draft: Draft, place_id: int | None, finder: EntityFinder) -> list[ReceivedMention]:
    """Each entity once; the place of the dateline keeps the spans where the text names it again."""
    found: dict[int, ReceivedMention] = {}
    for kind, things in _named_things(draft):
        for thing in things:
            entity_id = finder.find(_named(kind, thing))
            if entity_id is not None:
                mention = _mention(thing, entity_id)
                before = found.get(entity_id)
                found[entity_id] = _join(before, mention) if before else mention
    if place_id is not None and draft.dateline is not None:
        named = found.get(place_id)
        found[place_id] = ReceivedMention(
            entity_id=place_id,
            role=Role.DATELINE,
            spans=named.spans if named else (),
            status=MentionStatus.CONFIRMED,
            rule=draft.dateline.rule,
            confidence=draft.dateline.confidence,
        )
    return list(found.values())


def _join(first: ReceivedMention, second: ReceivedMention) -> ReceivedMention:
    """Two readings of one entity, under two of its names: the surer one, with the places of both."""
    surer = max(first, second, key=lambda mention: mention.confidence or 0.0)
    return replace(
        surer,
        descriptor=first.descriptor or second.descriptor,
        spans=tuple(sorted({*first.spans, *second.spans})),
    )


def _mention(thing: NamedThing, entity_id: int) -> ReceivedMention:
    return ReceivedMention(
        entity_id=entity_id,
        descriptor=clean_line(thing.descriptor, 300),
        spans=tuple((span.start, span.end) for span in thing.spans),
        status=MentionStatus.CONFIRMED if thing.confidence >= SURE else MentionStatus.SUGGESTED,
        origin=Origin.RULE if thing.rule else Origin.FEED,
        rule=thing.rule[:80],
        confidence=thing.confidence,
    )

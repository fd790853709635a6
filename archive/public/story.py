"""A story as its page shows it: frozen values, collected in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import FloatField
from django.db.models.functions import Coalesce

from archive.models import Annotation, Article, ArticleVersion, Correction, Link, Mention
from archive.models.entity import Kind
from archive.models.mention import Role
from archive.models.version import up_to
from archive.text.marks import Mark, marks_from_json
from archive.text.render import Highlight

from .chain import Stage, follow_chain
from .shown import Shown, decide_shown

MOST_LINKS = 100
MOST_NOTES = 200


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something the story names; `pk` is the entity's."""

    pk: int
    kind: str
    name: str
    href: str
    descriptor: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A public note; `body` is Markdown, `label` its own id on the page, `back` that of the words."""

    number: int
    body: str
    quote: str
    noted_on: date
    label: str
    back: str


@dataclass(frozen=True, slots=True)
class Connected:
    """A linked story as it stands on this one's page; one that is gone has no headline."""

    wording: str
    reason: str
    href: str
    headline: str
    language: str
    dated_on: date | None
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Amendment:
    """A correction; `href` leads to what changed. It and the quoted words are empty where the text is not shown."""

    label: str
    notice: str
    wrong: str
    right: str
    corrected_on: date
    href: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One published version in the list of versions."""

    number: int
    published_at: datetime
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Story:
    """Everything around the words of one version."""

    article: Article
    version: ArticleVersion
    shown: Shown
    marks: tuple[Mark, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    people: tuple[Named, ...] = ()
    organisations: tuple[Named, ...] = ()
    places: tuple[Named, ...] = ()
    events: tuple[Named, ...] = ()
    notes: tuple[Note, ...] = ()
    connected: tuple[Connected, ...] = ()
    chain: tuple[Stage, ...] = ()
    corrections: tuple[Amendment, ...] = ()
    editions: tuple[Edition, ...] = ()
    changed_ats: tuple[datetime, ...] = field(default=())


def collect_story(article: Article, version: ArticleVersion, shown: Shown, *, at: datetime) -> Story:
    """The story with that version's words. The article is readable and fetched `with_words`; six queries."""
    mentions = _mentions_of(article)
    notes = notes_on(version) if shown.use == "full" else []
    links = list(
        Link.objects.touching(article.pk)
        .select_related(
            "article__public_version",
            "article__source",
            "article__rights",
            "target__public_version",
            "target__source",
            "target__rights",
        )
        .order_by("id")[:MOST_LINKS]
    )
    named = _merge_mentions(mentions)
    is_full = shown.use == "full"
    return Story(
        article=article,
        version=version,
        shown=shown,
        marks=read_marks(version) if is_full else (),
        highlights=(*_name_highlights(mentions, version), *_note_highlights(notes)) if is_full else (),
        people=tuple(n for n in named if n.kind == Kind.PERSON),
        organisations=tuple(n for n in named if n.kind == Kind.ORGANISATION),
        places=tuple(n for n in named if n.kind == Kind.PLACE),
        events=tuple(n for n in named if n.kind == Kind.EVENT),
        notes=tuple(_note(number, note) for number, note in enumerate(notes, start=1)),
        connected=_connect(article, links, at=at),
        chain=follow_chain(article, links, at=at),
        corrections=_corrections_of(article, is_full=is_full),
        editions=editions_of(article),
        changed_ats=(
            article.updated_at,
            *(note.updated_at for note in notes),
            *(mention.entity.updated_at for mention in mentions),
            *(moment for link in links for moment in _moments(link, article, at)),
            *([article.visible_from] if article.visible_from and article.visible_from <= at else []),
        ),
    )


def read_marks(version: ArticleVersion) -> tuple[Mark, ...]:
    """The formatting of a version; a malformed value shows the plain text rather than no page."""
    try:
        return marks_from_json(version.marks)
    except ValueError:
        return ()


def editions_of(article: Article) -> tuple[Edition, ...]:
    """The published versions up to the current one, newest first."""
    current = article.public_version.number if article.public_version else 0
    rows = (
        article.versions.filter(up_to(current), published_at__isnull=False)
        .order_by(Coalesce("place", "number", output_field=FloatField()).desc())
        .values_list("number", "published_at")
    )
    path = article.get_absolute_url()
    return tuple(
        Edition(
            number=number,
            published_at=published_at,
            href=path if number == current else f"/articles/{article.ref}/v/{number}/",
            is_current=number == current,
        )
        for number, published_at in rows
        if published_at is not None
    )


def _mentions_of(article: Article) -> list[Mention]:
    return list(
        Mention.objects.public()
        .filter(article=article, entity__merged_into__isnull=True)
        .select_related("entity")
        .order_by("id")
    )


def _merge_mentions(mentions: Iterable[Mention]) -> list[Named]:
    """One entry an entity, whatever its roles; the first descriptor printed is kept."""
    by_entity: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.role != Role.DATELINE or mention.entity.kind == Kind.PLACE:
            by_entity.setdefault(mention.entity_id, []).append(mention)
    return [
        Named(
            pk=pk,
            kind=rows[0].entity.kind,
            name=rows[0].entity.name,
            href=rows[0].entity.get_absolute_url(),
            descriptor=next((row.descriptor for row in rows if row.descriptor), ""),
            roles=tuple(row.role for row in rows),
        )
        for pk, rows in by_entity.items()
    ]


def _name_highlights(mentions: Iterable[Mention], version: ArticleVersion) -> Iterable[Highlight]:
    """Where the names stand in these words: spans that point into another version say nothing here."""
    for mention in mentions:
        if mention.version_id != version.pk:
            continue
        for span in mention.spans:
            if isinstance(span, list) and len(span) == 2 and all(type(edge) is int for edge in span):
                yield Highlight(
                    start=max(0, span[0]),
                    end=min(span[1], len(version.text)),
                    kind=f"name {mention.entity.kind}",
                    href=mention.entity.get_absolute_url(),
                )


def notes_on(version: ArticleVersion) -> list[Annotation]:
    """Public notes on these words, in the order of the text; replies and settled questions are not shown."""
    return list(
        Annotation.objects.public()
        .anchored()
        .filter(version=version, parent__isnull=True, start__isnull=False, end__isnull=False)
        .exclude(body="")
        .order_by("start", "id")[:MOST_NOTES]
    )


def _note_highlights(notes: Iterable[Annotation]) -> Iterable[Highlight]:
    for number, note in enumerate(notes, start=1):
        yield Highlight(
            start=note.start or 0,
            end=note.end or 0,
            kind="note",
            id=f"words-{number}",
            label=f"note-{number}",
            ref=str(number),
        )


def _note(number: int, note: Annotation) -> Note:
    return Note(
        number=number,
        body=note.body,
        quote=note.exact,
        noted_on=note.created_at.date(),
        label=f"note-{number}",
        back=f"words-{number}",
    )


def _connect(article: Article, links: Iterable[Link], *, at: datetime) -> tuple[Connected, ...]:
    found = []
    for link in links:
        other = link.target if link.article_id == article.pk else link.article
        entry = _connected(link, other, wording=link.wording_for(article.pk), at=at)
        if entry is not None:
            found.append(entry)
    return tuple(found)


def _connected(link: Link, other: Article, *, wording: str, at: datetime) -> Connected | None:
    """A hidden or blocked story is not there at all; of a withdrawn one only that it was there."""
    standing = other.standing_at(at)
    if standing == "gone":
        return Connected(wording, "", f"/articles/{other.ref}/", "", "", None, is_gone=True)
    version = other.public_version
    if standing != "readable" or version is None or decide_shown(other, version, on=at.date()) is None:
        return None
    return Connected(
        wording=wording,
        reason=link.reason,
        href=other.get_absolute_url(),
        headline=version.headline,
        language=other.language,
        dated_on=other.dated_on,
        is_gone=False,
    )


def _corrections_of(article: Article, *, is_full: bool) -> tuple[Amendment, ...]:
    """Corrections between versions that readers have seen; one being written is not yet told."""
    rows = Correction.objects.told().with_versions().filter(article=article)
    return tuple(
        Amendment(
            label=f"correction-{row.pk}",
            notice=row.notice,
            wrong=row.wrong if is_full else "",
            right=row.right if is_full else "",
            corrected_on=row.corrected_at.date(),
            href=article.changes_path(row.from_version.number, row.to_version.number) if is_full else "",
        )
        for row in rows
    )


def _moments(link: Link, article: Article, at: datetime) -> list[datetime]:
    """When the other side last changed what stands here."""
    other = link.target if link.article_id == article.pk else link.article
    moments = (link.created_at, other.updated_at, other.visible_from, other.visible_until)
    return [moment for moment in moments if moment is not None and moment <= at]

"""What stands beside a story: names, notes and links, each tied to the words that are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from archive.models import Article, ArticleVersion, Link, Mention
from archive.models.mention import MentionStatus
from archive.text.anchors import anchor_spans
from archive.text.render import Highlight
from archive.text.spans import Span

from .story_notes import Noted

CONTEXT = 40  # code points shown on each side of a name in its card


@dataclass(frozen=True, slots=True)
class Named:
    """A mention with the places where the shown text has it, and the first of them in its surroundings."""

    mention: Mention
    spans: tuple[Span, ...]
    before: str = ""
    words: str = ""
    after: str = ""

    @property
    def is_suggested(self) -> bool:
        return self.mention.status == MentionStatus.SUGGESTED


@dataclass(frozen=True, slots=True)
class Linked:
    """A link as this story's page words it, and the story at its other end."""

    link: Link
    wording: str
    other: Article


def read_names(article: Article, version: ArticleVersion | None) -> list[Named]:
    """Everybody and everything named, suggestions first; what was rejected is left out."""
    mentions = list(
        Mention.objects.filter(article=article)
        .exclude(status=MentionStatus.REJECTED)
        .select_related("entity__place", "entity__event")  # what the checks hold against the words
        .order_by("id")
    )
    texts = _read_texts((mention.version_id for mention in mentions), version)
    named = [_place_mention(mention, version, texts) for mention in mentions]
    return sorted(
        named,
        key=lambda n: (not n.is_suggested, n.mention.entity.kind, n.spans[0].start if n.spans else 1 << 30),
    )


def read_links(article: Article) -> list[Linked]:
    """Links from both sides."""
    links = (
        Link.objects.touching(article.pk)
        .select_related("article__latest_version", "article__rights", "target__latest_version", "target__rights", "by")
        .order_by("type", "id")
    )
    return [
        Linked(
            link,
            link.wording_for(article.pk),
            link.target if link.article_id == article.pk else link.article,
        )
        for link in links
    ]


def collect_highlights(names: Sequence[Named], notes: Sequence[Noted]) -> list[Highlight]:
    """What the text shows of them."""
    highlights: list[Highlight] = []
    for named in names:
        entity = named.mention.entity
        title = f"{entity.name} ({entity.kind}{', suggested' if named.is_suggested else ''})"
        main = "suggested" if named.is_suggested else "name"
        href = "" if named.is_suggested else reverse(f"admin:archive_{entity.kind}_change", args=[entity.pk])
        for number, span in enumerate(named.spans):
            identity = f"said-{named.mention.pk}" if number == 0 else ""
            highlights.append(Highlight(*span, kind=f"{main} {entity.kind}", href=href, id=identity, label=title))
    for noted in notes:
        if noted.span is not None and noted.note.parent_id is None:
            kind = f"note {noted.note.visibility}" + (" resolved" if noted.note.resolved_at else "")
            highlights.append(
                Highlight(
                    *noted.span,
                    kind=kind,
                    id=f"noted-{noted.note.pk}",
                    ref=str(noted.number),
                    label=f"note-{noted.note.pk}",
                )
            )
    return highlights


def _read_texts(ids: Iterable[int | None], version: ArticleVersion | None) -> dict[int, str]:
    """The texts of those versions, in one query at most; the shown version's is at hand."""
    known = {version.pk: version.text} if version else {}
    lacking = {pk for pk in ids if pk is not None} - known.keys()
    if not lacking:
        return known
    return known | dict(ArticleVersion.objects.filter(pk__in=lacking).values_list("pk", "text"))


def _place_mention(mention: Mention, version: ArticleVersion | None, texts: dict[int, str]) -> Named:
    if version is None or mention.version_id is None:
        return Named(mention, ())
    old = texts[mention.version_id]
    spans = [Span(start, end) for start, end in mention.spans if 0 <= start < end <= len(old)]
    anchors = anchor_spans(old, version.text, spans)
    carried = tuple(each.span for each in anchors if each.span is not None and each.state != "fuzzy")
    if not carried:
        return Named(mention, ())
    start, end = carried[0]
    text = version.text
    return Named(mention, carried, _lead(text[:start]), text[start:end], _trail(text[end:]))


def _lead(text: str) -> str:
    """The end of what stands before, cut at a word."""
    return text if len(text) <= CONTEXT else "…" + text[-CONTEXT:].partition(" ")[2]


def _trail(text: str) -> str:
    """The beginning of what follows, cut at a word."""
    return text if len(text) <= CONTEXT else text[:CONTEXT].rpartition(" ")[0] + "…"

"""What the demo's editors decided about the wire's copy: names, links, notes, corrections, dossiers, withdrawals."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from archive.actions import (
    add_to_dossier,
    annotate_version,
    correct_article,
    link_articles,
    make_dossier,
    mention_entity,
    note_in_dossier,
    publish_article,
    publish_dossier,
    withdraw_article,
)
from archive.actions.words import words_of
from archive.models import Article, Entity, Event
from archive.models.entity import Kind
from archive.models.mention import Role
from archive.text.quotes import Quote

Entry = dict[str, Any]


def decide(manifest: list[Entry], articles: Mapping[str, Article], *, read_list: Callable[[str], list[Entry]]) -> None:
    """Carry out every decision, through the same deeds that an editor's clicks carry out."""
    for entry in manifest:
        article = articles[entry["file"]]
        _mention(entry, article)
        if entry["status"] != "draft":
            _publish(entry, article)
    for link in read_list("links"):
        target = articles[link["to"]]
        at = max(article.created_at for article in (articles[link["from"]], target))
        link_articles(
            article=articles[link["from"]], target=target, type=link["type"], reason=link["reason"], by=None, at=at
        )
    for note in read_list("notes"):
        _annotate(note, articles[note["file"]])
    for correction in read_list("corrections"):
        _correct(correction, articles[correction["file"]])
    for dossier in read_list("dossiers"):
        _package(dossier, articles)


def withdraw_as_decided(manifest: list[Entry], articles: Mapping[str, Article], *, at: datetime) -> None:
    """Last of all, since a withdrawn story takes no more changes."""
    for entry in manifest:
        if entry["status"] == "withdrawn":
            withdraw_article(
                article=articles[entry["file"]], reason=entry["withdrawn_reason"], category="error", by=None, at=at
            )


def _publish(entry: Entry, article: Article) -> None:
    embargo = datetime.fromisoformat(entry["embargo"]) if entry.get("embargo") else None
    publish_article(article=article, by=None, at=datetime.fromisoformat(entry["received"]), visible_from=embargo)


def _mention(entry: Entry, article: Article) -> None:
    at = datetime.fromisoformat(entry["received"])
    for person in entry["people"]:
        entity = Entity.objects.get(kind=Kind.PERSON, slug=person["slug"])
        _tie(article, entity, at, role=person["role"], descriptor=person.get("descriptor") or "")
    kinds = (("organisations", Kind.ORGANISATION), ("places", Kind.PLACE), ("events", Kind.EVENT))
    for field, kind in kinds:
        for slug in entry[field]:
            role = Role.SUBJECT if kind == Kind.EVENT else Role.MENTIONED
            _tie(article, Entity.objects.get(kind=kind, slug=slug), at, role=role, descriptor="")


def _tie(article: Article, entity: Entity, at: datetime, *, role: str, descriptor: str) -> None:
    """Tie them, with the words that name the entity, and keep what the reader of the wire has found."""
    before = article.mentions.filter(entity_id=entity.pk).first()
    spans = [tuple(span) for span in before.spans] if before else []
    mention_entity(
        article=article,
        entity=entity,
        by=None,
        at=at,
        role=before.role if before and before.role == Role.DATELINE else role,
        descriptor=descriptor,
        spans=[(start, end) for start, end in spans] or _find_names(article, entity),
    )


def _find_names(article: Article, entity: Entity) -> list[tuple[int, int]]:
    """Where the latest text prints one of the entity's names, whole words only, longest names first."""
    version = article.latest_version
    names = [entity.name, *entity.aliases.values_list("name", flat=True)]
    if version is None:
        return []
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    # Korean joins its particles to a name, so that no space follows it: 암스트롱과, 레오노프가.
    end = r"(?:(?!\w)|(?<=[가-힣]{3}))"
    return [match.span() for match in re.finditer(rf"(?<!\w)(?:{pattern}){end}", version.text)]


def _annotate(note: Entry, article: Article) -> None:
    article.refresh_from_db()
    version = article.latest_version
    assert version is not None
    annotate_version(
        version=version,
        quote=Quote(exact=note["exact"], prefix=note.get("prefix") or "", suffix=note.get("suffix") or ""),
        body=note["body"],
        visibility=note["visibility"],
        motivation=note["motivation"],
        by=None,
        at=datetime.fromisoformat(note["at"]),
    )


def _correct(correction: Entry, article: Article) -> None:
    article.refresh_from_db()
    version = article.latest_version
    assert version is not None
    words = words_of(version)
    old, new = correction["old"], correction["new"]
    corrected = replace(words, text=words.text.replace(old, new), headline=words.headline.replace(old, new))
    correct_article(
        article=article,
        words=corrected,
        notice=correction["notice"],
        wrong=old,
        right=new,
        by=None,
        at=datetime.fromisoformat(correction["at"]),
    )


def _package(entry: Entry, articles: Mapping[str, Article]) -> None:
    at = datetime.fromisoformat(entry["at"])
    dossier = make_dossier(title=entry["title"], slug=entry["slug"], introduction=entry["introduction"], by=None, at=at)
    for one in entry["items"]:
        item = articles[one["story"]] if "story" in one else Event.objects.get(slug=one["event"])
        for made in add_to_dossier(dossier=dossier, items=[item], by=None, at=at):
            note_in_dossier(item=made, note=one["note"], by=None, at=at)
    publish_dossier(dossier=dossier, by=None, at=at)

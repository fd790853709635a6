"""Pending: stories that a plan has met and nobody has stored yet, so that their second copy is seen to be one."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any, Final

from archive.actions import Step
from archive.models import WireStep
from archive.models.wire_step import StepAction

from .identity import Known, StepKey
from .items import Item

_FOLLOWED: Final = "followed"  # among orders: those before it have found their story


class Pending:
    """What planned items would add to what is known. A story that would be made has the negative of its item's number
    in the place of a key. However many items are noted, they lie on a disk and not in memory.
    """

    def __init__(self) -> None:
        self.number = 0  # of the item that was noted last
        self._met = _Notes()

    def tell(self, items: Sequence[Item], known: Known) -> None:
        """Add to what is known of these items what is pending of them."""
        for item in items:
            code = item.source_code
            by_bytes, by_words = (item.original_sha256, item.index), (code, item.words_sha256)
            for key in self._met.all("guid", code, item.guid)[:1] if item.guid else ():
                known.by_guid.setdefault((code, item.guid), key)
            for key in self._met.all("bytes", *by_bytes)[:1]:
                known.by_bytes.setdefault(by_bytes, key)
            for key in self._met.all("words", *by_words)[:1]:
                known.by_words.setdefault(by_words, key)
            for note in self._met.all("slug", code, item.step.slug) if item.step.slug else ():
                number, _, taken = note.partition("|")
                steps = known.by_slug.setdefault((code, item.step.slug), [])
                steps.append(_step_of(taken, article_id=int(number)))
            self._tell_orders((code, item.guid, item.step.slug), known)
        met = {*known.by_guid.values(), *known.by_bytes.values(), *known.by_words.values()}
        met |= {step.article_id for steps in known.by_slug.values() for step in steps if step.article_id}
        for key in met:
            known.words.setdefault(key, set()).update(self._met.all("words of", key))
            known.steps.setdefault(key, set()).update(map(_key_of, self._met.all("steps of", key)))

    def _tell_orders(self, named: tuple[str, str, str], known: Known) -> None:
        orders = self._met.all("orders", *named)
        if _FOLLOWED in orders:  # those in the archive have their story by then
            known.orders.pop(named, None)
            orders = orders[len(orders) - orders[::-1].index(_FOLLOWED) :]
        if orders:
            known.orders[named] = [*known.orders.get(named, ()), *map(_step_of, orders)]

    def note(self, item: Item, *, deed: str, article_id: int | None, orders: Sequence[WireStep] = ()) -> None:
        """This item is next in the plan, and that will be done with it. `orders`: what came before its story."""
        self.number += 1
        step, key, code = item.step, -self.number if deed == "create" else article_id, item.source_code
        named, taken = (code, step.guid, step.slug), _note_of(step)
        if deed == "keep" and (step.guid or step.slug):
            self._met.add(taken, "orders", *named)
        if key is None:
            return
        self._met.add(key, "bytes", item.original_sha256, item.index)
        for done in (taken, *map(_note_of, orders)):
            self._met.add(done, "steps of", key)
            if step.slug:
                self._met.add(f"{key}|{done}", "slug", code, step.slug)
        if orders:
            self._met.add(_FOLLOWED, "orders", *named)
        if item.guid:
            self._met.add(key, "guid", code, item.guid)
        if deed in ("create", "revise"):
            self._met.add(item.words_sha256, "words of", key)
            self._met.add(key, "words", code, item.words_sha256)
        if deed in ("create", "revise", "repeat", "hold", "withdraw"):
            self._met.add(_standing_after(step, orders), "standing", key)

    def is_held(self, key: int) -> bool | None:
        """Whether the story is on hold by what is pending; None when nothing is."""
        standing = self._met.all("standing", key)
        return standing[-1] == "held" if standing else None


def _standing_after(step: Step, orders: Sequence[WireStep]) -> str:
    return "held" if StepAction.HOLD in (step.action, *(order.action for order in orders)) else "free"


def _note_of(step: Step | WireStep) -> str:
    return f"{step.action!s}|{'' if step.number is None else step.number}|{step.moment.isoformat()}"


def _key_of(note: str) -> StepKey:
    action, number, moment = note.split("|")
    return action, int(number) if number else None, datetime.fromisoformat(moment)


def _step_of(note: str, *, article_id: int | None = None) -> WireStep:
    action, number, moment = _key_of(note)
    return WireStep(article_id=article_id, action=action, number=number, moment=moment)


class _Notes:
    """Values under what they are sought by, in the order in which they were added, in a file without a name that goes
    with this object: a plan may be as long as the archive itself."""

    def __init__(self) -> None:
        self._file = sqlite3.connect("", isolation_level=None)
        for told in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -20000"):
            self._file.execute(told)
        self._file.execute(
            "CREATE TABLE met (sought BLOB, number INTEGER, value, PRIMARY KEY (sought, number)) WITHOUT ROWID"
        )
        self._number = 0

    def add(self, value: str | int, *sought: object) -> None:
        """One more."""
        self._number += 1
        self._file.execute("INSERT INTO met VALUES (?, ?, ?)", (_hash(sought), self._number, value))

    def all(self, *sought: object) -> list[Any]:
        """All that are sought so."""
        found = self._file.execute("SELECT value FROM met WHERE sought = ? ORDER BY number", (_hash(sought),))
        return [value for (value,) in found]


def _hash(sought: tuple[object, ...]) -> bytes:
    return blake2b("\x1f".join(map(str, sought)).encode("utf-8", "surrogatepass"), digest_size=16).digest()

"""Pending: stories that a plan has met and nobody has stored yet, so that their second copy is seen to be one."""

from __future__ import annotations

from collections.abc import Sequence

from archive.models import WireStep

from .identity import Known, StepKey
from .items import Item


class Pending:
    """What planned items would add to what is known. A story that would be made has the negative of its item's number
    in the place of a key.

    It grows with the items that are noted, by about half a kilobyte each: whoever uses it bounds their number.
    """

    def __init__(self) -> None:
        self.number = 0  # of the item that was noted last
        self._by_guid: dict[tuple[str, str], int] = {}
        self._by_bytes: dict[tuple[str, int], int] = {}
        self._by_words: dict[tuple[str, str], int] = {}
        self._words: dict[int, set[str]] = {}
        self._by_slug: dict[tuple[str, str], list[tuple[int, StepKey]]] = {}
        self._steps: dict[int, set[StepKey]] = {}

    def tell(self, items: Sequence[Item], known: Known) -> None:
        """Add to what is known of these items what is pending of them."""
        for item in items:
            code = item.source_code
            by_bytes, by_words = (item.original_sha256, item.index), (code, item.words_sha256)
            if item.guid and (found := self._by_guid.get((code, item.guid))) is not None:
                known.by_guid.setdefault((code, item.guid), found)
            if (found := self._by_bytes.get(by_bytes)) is not None:
                known.by_bytes.setdefault(by_bytes, found)
            if (found := self._by_words.get(by_words)) is not None:
                known.by_words.setdefault(by_words, found)
            steps = known.by_slug.setdefault((code, item.step.slug), []) if item.step.slug else []
            for key, (action, number, moment) in self._by_slug.get((code, item.step.slug), ()):
                steps.append(WireStep(article_id=key, action=action, number=number, moment=moment))
        met = {*known.by_guid.values(), *known.by_bytes.values(), *known.by_words.values()}
        met |= {step.article_id for steps in known.by_slug.values() for step in steps if step.article_id}
        for key in met:
            known.words.setdefault(key, set()).update(self._words.get(key, ()))
            known.steps.setdefault(key, set()).update(self._steps.get(key, ()))

    def note(self, item: Item, *, deed: str, article_id: int | None) -> None:
        """This item is next in the plan, and that will be done with it."""
        self.number += 1
        step, key = item.step, -self.number if deed == "create" else article_id
        if key is None:
            return
        taken: StepKey = (str(step.action), step.number, step.moment)
        self._by_bytes.setdefault((item.original_sha256, item.index), key)
        self._steps.setdefault(key, set()).add(taken)
        if item.guid:
            self._by_guid.setdefault((item.source_code, item.guid), key)
        if step.slug:
            self._by_slug.setdefault((item.source_code, step.slug), []).append((key, taken))
        if deed in ("create", "revise"):
            self._words.setdefault(key, set()).add(item.words_sha256)
            self._by_words.setdefault((item.source_code, item.words_sha256), key)

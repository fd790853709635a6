"""The interface of every engine, and the errors it may raise."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol, Self

from archive.search.document import Document
from archive.search.query import SearchRequest
from archive.search.results import SUGGESTED, Hit, Results, Suggestion


class SearchError(Exception):
    """Something is wrong with the index; the message is a sentence that says what to do."""


class IndexFormatMismatch(SearchError):
    """The index was written by another version of Dateline."""


class IndexUnreadable(SearchError):
    """The index is damaged."""


class IndexBusy(SearchError):
    """Another process kept the index for longer than one was willing to wait."""


class Build(Protocol):
    """A new index in the making. It can be pickled, and any number of processes may fill it at once."""

    def filling(self, *others: Self) -> AbstractContextManager[Callable[[Document], None]]:
        """Gives a function that adds one document to this build and, alike, to `others`: what is the same in several
        indexes is worked out once.

        No ref may be added twice to one build. What was added counts once the block is left without an error.
        """


class Engine(Protocol):
    """One index. Safe to share between threads; several processes may open the same index at once."""

    def put(self, documents: Iterable[Document], *others: Self) -> int:
        """Add documents, replacing those of the same ref, in one commit: all or none.

        Gives how many. Searches begun later see them. With `others` they are put into each of these engines as well:
        what is the same in several indexes is worked out once. A process that is killed may then have put all, some or
        none into each; to put them again makes it whole.
        """

    def remove(self, refs: Iterable[str]) -> None:
        """Take documents out, in one commit. A ref that is not there is no error."""

    def writing(self, timeout: float | None = None) -> AbstractContextManager[None]:
        """Hold the index for writing, so that several puts and removes are not interleaved with those of another
        process.

        Others wait their turn; after `timeout` seconds (None: the engine's own, 60) IndexBusy is raised. May be
        nested in one thread.
        """

    def search(self, request: SearchRequest) -> Results:
        """Find. Never raises for anything that stands in the request."""

    def similar(self, ref: str, limit: int = 10) -> tuple[Hit, ...]:
        """Stories like this one, nearest first, itself left out; empty when the ref is unknown."""

    def suggest(self, prefix: str, limit: int = 10, *, kinds: Collection[str] = SUGGESTED) -> tuple[Suggestion, ...]:
        """What somebody who has typed `prefix` may be about to type: names and topics that have all of its words, the
        last of them as a beginning, most frequent first; then stories whose headline has them.

        In any order, case, width and hyphenation; of the stories that are in the index now, and of no others. Only of
        these `kinds`.
        """

    def correct(self, word: str, limit: int = 3) -> tuple[Suggestion, ...]:
        """Words (kind “word”) of stories that are in the index now, spelt like this one and far more frequent, nearest
        first. Nothing for words of scripts without spaces, for short words, and for what is no single word.
        """

    def versions(self) -> Iterator[tuple[str, str]]:
        """(ref, fingerprint) of every document, in the order of ref by code point, as the index stood at the first
        one.
        """

    def count(self) -> int:
        """How many documents there are."""

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Replace the whole index by these documents, built beside it and swapped in at once. Gives how many.

        `documents` should be lazy, so that it is read after changes begin to be noted. Searching and writing go on
        meanwhile; what is put or removed during the rebuild is in the new index too. Interrupted, it leaves the old
        index as it was.
        """

    def rebuilding(self) -> AbstractContextManager[Build]:
        """The same for many hands: gives a new, empty index to be filled, swapped in when the block is left and dropped
        when it is left by an error. Raises IndexBusy when somebody else is at it.
        """

    def close(self) -> None:
        """Let go of files. The engine opens again when used."""

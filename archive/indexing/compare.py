"""Comparing index, database and originals; nothing is changed here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime

from archive.models import Original
from archive.search.door import open_engine

from .documents import INDEXES, IndexName, iterate_documents


def find_differences(*, at: datetime) -> Iterator[str]:
    """A sentence for each difference between database, both indexes and the kept originals.

    Walks both sides in the order of ref, so that memory does not grow with the archive.
    """
    for index in INDEXES:
        yield from _compare_index(index, at)
    yield from _compare_originals()


def _compare_index(index: IndexName, at: datetime) -> Iterator[str]:
    expected = ((document.ref, document.fingerprint) for document in iterate_documents(index=index, at=at))
    indexed = iter(open_engine(index).versions())
    want, have = next(expected, None), next(indexed, None)
    while want is not None or have is not None:
        if have is None or (want is not None and want[0] < have[0]):
            assert want is not None
            yield f"{index} index: {want[0]} is missing"
            want = next(expected, None)
        elif want is None or have[0] < want[0]:
            yield f"{index} index: {have[0]} should not be there"
            have = next(indexed, None)
        else:
            if want[1] != have[1]:
                yield f"{index} index: {want[0]} is out of date"
            want, have = next(expected, None), next(indexed, None)


def _compare_originals() -> Iterator[str]:
    for original in Original.objects.order_by("id").iterator(chunk_size=200):
        try:
            content = original.read_bytes()
        except OSError as error:
            yield f"original {original.sha256[:12]} ({original.file_name}): cannot be read: {error}"
            continue
        if len(content) != original.size or hashlib.sha256(content).hexdigest() != original.sha256:
            yield f"original {original.sha256[:12]} ({original.file_name}): the kept bytes have changed"

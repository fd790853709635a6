"""The same new stories for several Tantivy indexes: written once, as a segment that all of them take in.

Most stories are the same to readers and to the desk. Two writers would cut, sort and compress each of them twice, which
is most of what indexing costs beside reading; and a commit every thousand stories would soon have segments merged in
each index. So what is new comes as a part, as a rebuild makes them (`tantivy_build`), and is merged only when there are
many small ones. Killed between two indexes, the stories are in one of them: whoever put them puts them again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import ExitStack

from archive.search.document import Document
from archive.search.engines.tantivy_build import TantivyBuild
from archive.search.engines.tantivy_writer import HEAP, Writer

WORTH_A_PART = 200  # documents; fewer are quicker added by a writer, and leave no segment to be merged
SMALL = 10_000  # documents of a segment, below which Tantivy takes all segments for equally small
MANY_SMALL = 16  # segments, after which they are merged: Tantivy itself would at 8, and so merge all more often


def put_alike(documents: Collection[Document], writers: Sequence[Writer]) -> int:
    """Add or replace these in each of the indexes, a commit an index or two. Gives how many."""
    with ExitStack() as held:
        for writer in writers:
            held.enter_context(writer.writing())
        waiting = {document.ref: document for document in documents}
        count = len(waiting)
        if count >= WORTH_A_PART and not any(writer.is_rebuilding() for writer in writers):
            for document in _add_new(waiting, writers):
                del waiting[document.ref]
        for writer in writers:
            if waiting:
                writer.write(put=waiting.values())
        return count


def _add_new(waiting: dict[str, Document], writers: Sequence[Writer]) -> list[Document]:
    """Add those that are in none of the indexes, and say which they were."""
    there = set().union(*(writer.find_there(waiting) for writer in writers))
    new = [document for ref, document in waiting.items() if ref not in there]
    if len(new) < WORTH_A_PART:
        return []
    with writers[0].telling():
        first, *others = (TantivyBuild(writer.let_go()) for writer in writers)
        for build in (first, *others):
            build.sweep()
        with first.filling(*others, heap=HEAP) as add:
            for document in new:
                add(document)
        sizes = [build.join() for build in (first, *others)]
    for writer, held in zip(writers, sizes, strict=True):
        if sum(size < SMALL for size in held) >= MANY_SMALL:
            writer.merge()
    return new

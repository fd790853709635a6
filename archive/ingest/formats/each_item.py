"""Reading the items of a message one by one, so that a bad one stops no other."""

import logging
from collections.abc import Callable, Iterable, Iterator

from archive.ingest.decode import Unreadable
from archive.ingest.draft import Draft, Problem
from archive.ingest.formats.xml_tree import Element

log = logging.getLogger(__name__)


def read_each(items: Iterable[Element], read: Callable[[Element], Draft]) -> Iterator[Draft]:
    """The Draft of each item; of one that cannot be read, a Draft that says so and keeps its place in the message."""
    for index, item in enumerate(items):
        try:
            yield read(item)
        except Unreadable as error:
            yield Draft(problems=(Problem(error.code, error.sentence),))
        except Exception:
            log.exception("item %s (%s) could not be read, which is a fault of the reader", index, item.tag)
            sentence = "This item of the message could not be read: its bytes are kept with the others; report it."
            yield Draft(guid=str(item.get("guid") or ""), problems=(Problem("item_unreadable", sentence),))

"""The door: which engine answers, as settings.SEARCH_URL says."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .engine import Engine, SearchError
from .engines.tantivy import TantivyEngine


def open_engine(index: str) -> Engine:
    """The engine of the index `public` or `desk`; one a process, shared by its threads."""
    if index not in ("public", "desk"):
        raise ValueError(f"There is no index “{index}”: choose public or desk.")
    return _open(index_path(index))


def find_troubles() -> list[str]:
    """A sentence for each index that cannot be read, with what to do; to be asked when a process starts."""
    troubles = []
    for index in ("public", "desk"):
        try:
            open_engine(index).count()
        except SearchError as error:
            troubles.append(f"{error} Until then searches of the {index} index are refused.")
        except OSError as error:
            troubles.append(f"The {index} index cannot be read ({error}). Look at the disk and at SEARCH_URL.")
    return troubles


def index_path(index: str) -> Path:
    """The folder of that index, from `tantivy:///path`."""
    address = urlsplit(settings.SEARCH_URL)
    if address.scheme != "tantivy":
        raise ImproperlyConfigured(
            f"SEARCH_URL begins with {address.scheme}://; only tantivy:///path/to/folder is known."
        )
    return Path(unquote(address.path)) / index


@lru_cache(maxsize=16)
def _open(path: Path) -> Engine:
    """An engine holds file handles and a reader: opening one a request would cost more than the search."""
    return TantivyEngine(path)

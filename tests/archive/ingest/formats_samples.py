"""The samples of every format, for tests that ask the same of each."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from archive.ingest.draft import Draft
from archive.ingest.sniff import parse_item

SAMPLES: Final = Path(__file__).resolve().parents[2] / "samples"
RECEIVED: Final = datetime(2025, 9, 5, 12, tzinfo=UTC)


def sample_files() -> list[Path]:
    """Every sample, of plain copy only the first few: they are many and alike."""
    files = sorted(path for path in SAMPLES.glob("*/*") if path.is_file() and path.parent.name != "wire")
    return files + sorted((SAMPLES / "wire").glob("[a-c]*.txt"))


def read_sample(name: str) -> list[Draft]:
    """The stories of `anpa/writethru.txt`, its format told from its bytes."""
    path = SAMPLES / name
    return list(parse_item(path.read_bytes(), received=RECEIVED, filename=path.name))

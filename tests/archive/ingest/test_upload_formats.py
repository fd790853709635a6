"""The formats that the desk offers are those that can be read."""

from archive.ingest.sniff import AUTO, FORMATS
from archive.models.upload import WireFormat


def test_the_desk_offers_every_format_that_can_be_read() -> None:
    """Add a new one to `archive.models.upload.WireFormat`."""
    assert set(WireFormat.values) == {AUTO, *FORMATS}

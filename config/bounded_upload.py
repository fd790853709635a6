"""A bound for files that are sent with a form: one too large is read to its end and kept nowhere."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

ROOM: Final = 1_000_000  # bytes of the form around the files


class BoundedUpload(FileUploadHandler):
    """Asked before the handlers that keep. The page finds the form without its file, and says what to do."""

    is_too_large = False

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803  # Django's name
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """How much is coming is known before the first byte is read."""
        self.is_too_large = content_length > settings.UPLOAD_MAX_BYTES + ROOM

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Stop at the first file of a body that is too large."""
        super().new_file(*args, **kwargs)
        if self.is_too_large:
            raise StopUpload(connection_reset=False)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """On to the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler has it."""

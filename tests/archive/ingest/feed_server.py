"""A real HTTP server on the loopback, which answers as a test tells it to and remembers what it was asked."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ENTRY = """<item><guid>mp-{0}</guid><title>Ship {0} puts to sea</title>
<description>Ship {0} left on Monday.</description>
<pubDate>Mon, 30 Jun 2025 10:00:00 GMT</pubDate></item>"""


def rss(*numbers: int) -> bytes:
    """A feed with an entry for each number."""
    entries = "".join(ENTRY.format(number) for number in numbers)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>MP</title>{entries}</channel></rss>'.encode()


@dataclass
class Server:
    """What it answers now, and the headers of every request so far."""

    address: str = ""
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    etag: str = ""
    is_gzipped: bool = False
    stated: int | None = None  # a Content-Length that is not true
    pause: float = 0.0  # seconds between the bytes of the body
    asked: list[dict[str, str]] = field(default_factory=list)

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """As a careful server does: 304 for those who have it."""
        self.asked.append({name.lower(): value for name, value in request.headers.items()})
        status, body = self.status, gzip.compress(self.body) if self.is_gzipped else self.body
        if request.path == "/moved":
            status = 200
        elif self.etag and request.headers.get("If-None-Match") == self.etag and status == 200:
            status, body = 304, b""
        request.send_response(status)
        for name, value in self.headers.items():
            request.send_header(name, value)
        if self.etag:
            request.send_header("ETag", self.etag)
            request.send_header("Last-Modified", "Mon, 30 Jun 2025 10:00:00 GMT")
        if self.is_gzipped:
            request.send_header("Content-Encoding", "gzip")
        request.send_header("Content-Length", str(self.stated if self.stated is not None else len(body)))
        request.end_headers()
        for start in range(0, len(body), 1 if self.pause else max(1, len(body))):
            request.wfile.write(body[start : start + (1 if self.pause else len(body))])
            time.sleep(self.pause)


@contextmanager
def serving() -> Iterator[Server]:
    """The server, on a port of its own, for as long as the test lasts."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the library's name
            try:
                server.answer(self)
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        listening.daemon_threads = True
        server.address = f"http://127.0.0.1:{listening.server_address[1]}"
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        listening.shutdown()

"""Fetching one address of the web, with a guard at every step: which addresses, how long, how much.

An address is looked up once, what was found is checked, and the connection goes to just that: a name that points
elsewhere at the second look leads nowhere. Every redirect is checked in the same way. Pure Python, no Django.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

AGENT: Final = "Dateline (news archive)"
CONNECT: Final = 15.0  # seconds for the connection, and for each wait for more bytes
WHOLE: Final = 60.0  # seconds for all of it, redirects included
MOST_BYTES: Final = 20_000_000  # of a body, unpacked
MOST_REDIRECTS: Final = 5
_CHUNK: Final = 1 << 16
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_PORTS: Final = {"http": 80, "https": 443}


class FetchFailed(Exception):
    """It cannot be fetched; the message is a sentence for an editor."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a fetch may go. `may_be_private`: also to addresses inside our own network."""

    may_be_private: bool = False
    connect: float = CONNECT
    whole: float = WHOLE
    most_bytes: int = MOST_BYTES


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: its status, its headers by lower-case name, its body unpacked. `moved_to`: where it lives for good."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    moved_to: str = ""


def fetch(url: str, *, headers: Mapping[str, str], limits: Limits) -> Fetched:
    """GET it, following redirects. Raises FetchFailed, and nothing else; an answer of any status is an answer."""
    ends_at = time.monotonic() + limits.whole
    moved_to, is_for_good = "", True
    for _ in range(MOST_REDIRECTS + 1):
        answer = _ask(url, headers=headers, limits=limits, ends_at=ends_at)
        place = answer.headers.get("location", "")
        if answer.status not in _REDIRECTS or not place:
            return Fetched(answer.status, answer.headers, answer.body, moved_to)
        is_for_good = is_for_good and answer.status in (301, 308)
        url = urljoin(url, place)
        moved_to = url if is_for_good else moved_to
    raise FetchFailed(f"It redirects more than {MOST_REDIRECTS} times: check the address.")


def _ask(url: str, *, headers: Mapping[str, str], limits: Limits, ends_at: float) -> Fetched:
    parts = _split(url)
    connection = _connect(parts, limits=limits, ends_at=ends_at)
    # A server that sends a byte now and then never keeps a wait waiting for long: the whole is cut off from outside.
    watch = threading.Timer(max(0.0, ends_at - time.monotonic()), _cut, [connection])
    watch.daemon = True
    watch.start()
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("GET", path, headers={"User-Agent": AGENT, "Accept-Encoding": "gzip", **headers})
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        body = _read(response, found, limits) if response.status == 200 else b""
    except (OSError, http.client.HTTPException, ValueError) as error:
        if time.monotonic() >= ends_at:
            raise FetchFailed(_SLOW) from error
        raise FetchFailed(f"The connection failed ({error or type(error).__name__}).") from error
    finally:
        watch.cancel()
        connection.close()
    if time.monotonic() >= ends_at:
        raise FetchFailed(_SLOW)
    return Fetched(response.status, found, body)


_SLOW: Final = "It did not answer in time."


def _split(url: str) -> SplitResult:
    """The address in its parts. Raises FetchFailed for any that is not of the web, or that carries a password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchFailed(f"{url[:200]} is no address: {error}.") from error
    if parts.scheme not in _PORTS or not parts.hostname or port == 0:
        raise FetchFailed(f"{url[:200]} is no address of http or https.")
    if parts.username is not None or parts.password is not None:
        raise FetchFailed("An address with a name or a password in it is not fetched.")
    if any(ord(letter) <= 32 or ord(letter) > 126 for letter in parts.path + parts.query):
        raise FetchFailed(f"{url[:200]} holds characters that an address cannot: write them as %XX.")
    return parts


def _connect(parts: SplitResult, *, limits: Limits, ends_at: float) -> http.client.HTTPConnection:
    assert parts.hostname is not None
    port = parts.port or _PORTS[parts.scheme]
    timeout = max(0.1, min(limits.connect, ends_at - time.monotonic()))
    addresses = find_addresses(parts.hostname, port, may_be_private=limits.may_be_private)
    failure: OSError | None = None
    for address in addresses[:3]:
        try:
            plain = socket.create_connection((address, port), timeout=timeout)
        except OSError as error:
            failure = error
            continue
        connection = http.client.HTTPConnection(parts.hostname, port, timeout=timeout)
        if parts.scheme == "http":
            connection.sock = plain
            return connection
        secure = http.client.HTTPSConnection(parts.hostname, port, timeout=timeout)
        try:
            secure.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=parts.hostname)
        except (OSError, ValueError) as error:
            plain.close()
            raise FetchFailed(f"No safe connection to {parts.hostname} ({error}).") from error
        return secure
    raise FetchFailed(f"{parts.hostname} cannot be reached ({failure}).")


def find_addresses(host: str, port: int, *, may_be_private: bool) -> list[str]:
    """Where the name points to. Raises FetchFailed when any of it lies inside a network that is not the public one."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchFailed(f"There is no host {host[:200]} ({error}).") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not may_be_private and not all(map(is_public, addresses)):
        raise FetchFailed(f"{host[:200]} lies inside a private network; FETCH_PRIVATE_ADDRESSES allows that.")
    return addresses


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet; also what an IPv6 address says of an IPv4 one inside it."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inside = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _TRANSLATED:
            inside.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if any(other is not None and not is_public(str(other)) for other in inside):
            return False
        if ip.ipv4_mapped is not None:
            return True
    return ip.is_global and not ip.is_multicast


_TRANSLATED: Final = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address, reached by way of IPv6


def _read(response: http.client.HTTPResponse, headers: Mapping[str, str], limits: Limits) -> bytes:
    packing = headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip", ""):
        raise FetchFailed(f"It came packed as {packing[:40]}, which was not asked for.")
    unpack = zlib.decompressobj(wbits=31) if "gzip" in packing else None
    body = bytearray()
    while chunk := response.read(_CHUNK):
        room = limits.most_bytes + 1 - len(body)
        try:
            body += chunk[:room] if unpack is None else unpack.decompress(chunk, room)
        except zlib.error as error:
            raise FetchFailed(f"It is packed and damaged ({error}).") from error
        if len(body) > limits.most_bytes:
            raise FetchFailed(f"It is larger than {limits.most_bytes:,} bytes.")
    stated = headers.get("content-length", "")
    if (unpack is not None and not unpack.eof) or (response.length and stated):
        raise FetchFailed("It broke off before its end.")
    return bytes(body)


def _cut(connection: http.client.HTTPConnection) -> None:
    if connection.sock is not None:
        try:
            connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

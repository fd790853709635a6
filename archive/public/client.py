"""Who is asking: the address that a limit counts by."""

from __future__ import annotations

import ipaddress

from django.http import HttpRequest


def client_of(request: HttpRequest) -> str:
    """Where the request came from: the last address that a proxy on this machine saw, else the peer's own."""
    peer = str(request.META.get("REMOTE_ADDR", ""))
    seen = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    try:
        is_near = not peer or ipaddress.ip_address(peer).is_loopback
        client = ipaddress.ip_address(seen if is_near and seen else peer)
    except ValueError:
        return peer
    # Whoever has one IPv6 address has the 2^64 beside it.
    return str(ipaddress.ip_network((client, 64), strict=False)) if client.version == 6 else str(client)

"""EMAIL_URL, read into Django's settings for sending mail."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

BACKENDS = {
    "console": "django.core.mail.backends.console.EmailBackend",
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "smtps": "django.core.mail.backends.smtp.EmailBackend",
}


def read_email_url(url: str) -> dict[str, Any]:
    """Read `console:`, `smtp://user:password@host:port/?tls=1` or `smtps://…` into EMAIL_* settings.

    `smtps` speaks TLS from the first byte (port 465 unless given); `?tls=1` begins in the clear and then
    asks for it (port 587). Raises ValueError, with a sentence, for anything else.
    """
    parts = urlsplit(url)
    if parts.scheme not in BACKENDS:
        raise ValueError(f"EMAIL_URL begins with {parts.scheme or 'nothing'}: use console:, smtp:// or smtps://.")
    found: dict[str, Any] = {"EMAIL_BACKEND": BACKENDS[parts.scheme]}
    if parts.scheme == "console":
        return found
    asks_for_tls = parse_qs(parts.query).get("tls", ["0"])[-1].lower() in {"1", "true", "on", "yes"}
    usual_port = 465 if parts.scheme == "smtps" else 587 if asks_for_tls else 25
    return found | {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or usual_port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and asks_for_tls,
        "EMAIL_TIMEOUT": 20,
    }

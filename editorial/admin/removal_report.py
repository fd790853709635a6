"""Asking every surface after a story was taken away: through the same code that answers readers, in this process."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from urllib.parse import unquote, urlsplit

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import Resolver404, resolve

from archive.actions import keep_report
from archive.models import Article, Removal
from archive.search.door import open_engine
from archive.search.engine import SearchError
from archive.search.query import SearchRequest

from .removal_surfaces import Question, list_linked, list_questions, read_facts

log = logging.getLogger(__name__)
# These may lead to the tombstone, by the reference; the full address, which holds the headline, may stand nowhere.
TOMBSTONES = frozenset({"stories linked to it", "/dossiers/<slug>/"})
REFUSALS = frozenset({404, 410, 451})
WORDS = {404: "not found", 410: "gone", 451: "blocked by law", 503: "away", 500: "an error"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What one surface answered; `is_closed` when it keeps the story from readers."""

    surface: str
    asked: str
    answered: str
    is_closed: bool


def report_removal(removal: Removal, *, at: datetime) -> Removal:
    """Ask them all and keep the answers beside the removal."""
    article = Article.objects.select_related("public_version", "latest_version", "source").get(pk=removal.article_id)
    answers = ask_surfaces(article)
    return keep_report(removal=removal, answers=[asdict(answer) for answer in answers], at=at)


def ask_surfaces(article: Article) -> list[Answer]:
    """The public index first, then every address of the public."""
    answers = [_ask_index(article)]
    answers += [_ask(question, article) for question in list_questions(read_facts(article))]
    answers += [_ask(question, article) for question in list_linked(article)]
    return answers


def _ask(question: Question, article: Article) -> Answer:
    status, body = fetch(question.path)
    if question.must_close:
        is_closed = status in REFUSALS and not _says_headline(body, article)
        return Answer(question.surface, question.path, _say(status), is_closed)
    if status >= 500 and status != 503:
        return Answer(question.surface, question.path, _say(status), is_closed=False)
    shows = (article.get_absolute_url() if question.surface in TOMBSTONES else article.ref) in body
    said = f"{_say(status)}, {'shows the story' if shows else 'does not show it'}"
    return Answer(question.surface, question.path, said, not shows)


def fetch(path: str) -> tuple[int, str]:
    """Status and body that a reader who is not signed in would get from that address."""
    parts = urlsplit(path)
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote(parts.path).encode("utf-8").decode("latin-1"),
        "QUERY_STRING": parts.query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.input": BytesIO(b""),
        "wsgi.url_scheme": "http",
    }
    request = WSGIRequest(environ)
    request.user = AnonymousUser()
    try:
        match = resolve(request.path_info)
        request.resolver_match = match
        response = match.func(request, *match.args, **match.kwargs)
    except (Http404, Resolver404):
        return 404, ""
    except Exception:  # a surface that breaks is an answer, too: the editor must see it, the others be asked
        log.exception("a surface failed while it was asked about a removal")
        return 500, ""
    return response.status_code, _read(response)


def _read(response: HttpResponse | StreamingHttpResponse) -> str:
    if hasattr(response, "render"):
        response.render()
    content = b"".join(response) if response.streaming else response.content
    return bytes(content).decode("utf-8", "replace")


def _ask_index(article: Article) -> Answer:
    """The index that every search, count and completion of the public is answered from."""
    name = "the public index"
    try:
        total = open_engine("public").search(SearchRequest(refs=(article.ref,), limit=1)).total
    except (SearchError, OSError, ImproperlyConfigured):
        log.exception("the public index did not answer")
        return Answer(name, article.ref, "away", is_closed=False)
    return Answer(name, article.ref, "still holds the story" if total else "does not hold it", not total)


def _says_headline(body: str, article: Article) -> bool:
    version = article.public_version
    return bool(version and len(version.headline) > 8 and version.headline in body)


def _say(status: int) -> str:
    return f"{status} {WORDS.get(status, '')}".strip()

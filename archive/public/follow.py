"""`/follow/…`: ask to be told of new stories, confirm it, end it. Works without JavaScript and without an account."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from archive.actions.follow_search import confirm_follow, end_follow, follow_search, forget_unconfirmed
from archive.actions.limit_asking import allow_asking
from archive.actions.refusals import Refused
from archive.models import Follow
from archive.models.arrival import Index
from archive.models.follow import Frequency, may_search_desk

from .client import client_of
from .feed_address import feed_of, search_of
from .follow_mail import name_search, send_confirmation
from .follow_tokens import read_confirmation, read_end
from .inputs import tidy_input
from .page import never_store
from .search_address import read_address

log = logging.getLogger(__name__)
MAILS_A_DAY = 3  # confirmation mails to one address
ASKINGS_A_DAY = 20  # from one client
NO_ADDRESS = "Write a mail address, such as name@example.org."


@require_http_methods(["GET", "HEAD", "POST"])
def ask_to_follow(request: HttpRequest) -> HttpResponse:
    """The form; sent, a mail that asks for confirmation. The answer is the same whether the address is known."""
    if request.method != "POST":
        return _form(request)
    address = tidy_input(request.POST.get("address", ""), 254)
    try:
        validate_email(address)
    except ValidationError:
        return _form(request, refusal=NO_ADDRESS, status=400)
    frequency, index = request.POST.get("frequency", Frequency.DAILY), request.POST.get("index", Index.PUBLIC)
    if frequency not in Frequency.values or index not in Index.values:
        return _form(request, refusal="Choose how often, and where to look, from what is offered.", status=400)
    at = timezone.now()
    if not allow_asking(kind="client", value=client_of(request), most=ASKINGS_A_DAY, at=at):
        return _form(
            request, refusal="Too many searches were followed from here today. Try again tomorrow.", status=429
        )
    forget_unconfirmed(at=at)
    if allow_asking(kind="address", value=address, most=MAILS_A_DAY, at=at):
        try:
            search = search_of(read_address(request.GET))
            follow = follow_search(
                address=address, search=search, frequency=frequency, index=index, by=_person(request), at=at
            )
            send_confirmation(follow, frequency=frequency)
        except Refused as refused:
            return _form(request, refusal=str(refused), status=400)
        except OSError:
            log.exception("the confirmation mail could not be sent")
            return _form(request, refusal="The mail could not be sent just now. Try again later.", status=503)
    return never_store(HttpResponseRedirect(reverse("follow-asked")))


@require_safe
def show_asked(request: HttpRequest) -> HttpResponse:
    """Look into your mail."""
    return _page(request, "asked")


@require_http_methods(["GET", "HEAD", "POST"])
def show_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A page with a button: programs that look at every link in a mail must not confirm it."""
    confirmation = read_confirmation(tidy_input(token))
    if confirmation is None:
        return _page(request, "stale", status=400)
    if request.method == "POST":
        follow = confirm_follow(key=confirmation.key, frequency=confirmation.frequency, at=timezone.now())
        return _page(request, "confirmed") if follow else _page(request, "stale", status=400)
    follow = Follow.objects.filter(key=confirmation.key).first()
    if follow is None:
        return _page(request, "stale", status=400)
    return _page(request, "confirm", search=name_search(follow), often=confirmation.frequency.label)


@csrf_exempt  # the signed token is the proof; mail programs post here by themselves (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def show_unfollow(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows a button, POST ends it. The answer is the same when it was ended before."""
    key = read_end(tidy_input(token))
    if key is None:
        return _page(request, "stale", status=400)
    if request.method == "POST":
        end_follow(key=key)
        return _page(request, "ended")
    return _page(request, "end")


def _form(request: HttpRequest, *, refusal: str = "", status: int = 200) -> HttpResponse:
    address, person = read_address(request.GET), _person(request)
    search = search_of(address)
    return _page(
        request,
        "ask",
        status=status,
        search=name_search(Follow(search=search)),
        action=f"{reverse('follow')}?{search}" if search else reverse("follow"),
        search_href=f"/search?{search}" if search else "/search",
        feed_href=feed_of(address),
        address=tidy_input(request.POST.get("address", ""), 254) or (person.email if person else ""),
        frequency=request.POST.get("frequency", Frequency.DAILY),
        frequencies=Frequency.choices,
        indexes=Index.choices if may_search_desk(person) else (),
        refusal=refusal,
    )


def _page(request: HttpRequest, name: str, *, status: int = 200, **context: Any) -> HttpResponse:
    response = never_store(render(request, f"archive/follow_{name}.html", context, status=status))
    response["X-Robots-Tag"], response["Referrer-Policy"] = "noindex", "same-origin"  # tokens stay with us
    return response


def _person(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None

"""Which mails the one who is signed in gets from the desk: a page of their own."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from archive.actions import wish_mail
from archive.models import NoMentionMail

from .record import actor_of


class MailForm(forms.Form):
    """One switch."""

    is_wanted = forms.BooleanField(required=False, label="Mail me when a note names me")


def show_my_mail(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """The switch as it stands; a POST sets it."""
    user = actor_of(request)
    if request.method == "POST":
        is_wanted = "is_wanted" in request.POST
        wish_mail(user=user, is_wanted=is_wanted, at=timezone.now())
        said = "You get a mail when a note names you." if is_wanted else "You get no mail when a note names you."
        messages.success(request, said)
        return HttpResponseRedirect(reverse("admin:my_mail"))
    form = MailForm(initial={"is_wanted": not NoMentionMail.objects.filter(user=user).exists()})
    context = {**site.each_context(request), "form": form, "address": user.email, "title": "My mail"}
    return TemplateResponse(request, "editorial/my_mail.html", context)

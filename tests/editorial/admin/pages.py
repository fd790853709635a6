"""Reading the desk's pages in tests: the form as the browser would send it, and addresses by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from archive.models import Article
from editorial.admin.story_form import StoryForm


def list_names() -> list[str]:
    """The names of all addresses of the desk, from the resolver: loading it is what registers the lists."""

    def walk(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns)
            elif pattern.name:
                yield pattern.name

    desk = next(each for each in get_resolver().url_patterns if str(each.pattern) == "admin/")
    return sorted(set(walk([desk])))


def page_of(article: Article) -> str:
    """The story's page at the desk."""
    return reverse("admin:archive_article_change", args=[article.pk])


def deed_of(article: Article, name: str, *more: int) -> str:
    """Where a small form or button of that page is sent to."""
    return reverse(f"admin:archive_article_{name}", args=[article.pk, *more])


def fill_form(article: Article, **changes: Any) -> dict[str, str]:
    """What the browser sends of the story's form as it stands now, with those changes typed in."""
    article = Article.objects.for_desk().get(pk=article.pk)
    form = StoryForm(article=article)
    sent = {name: form[name].value() for name in form.fields} | changes
    return {name: "" if value is None else _as_sent(form, name, value) for name, value in sent.items()}


def _as_sent(form: StoryForm, name: str, value: Any) -> str:
    value = getattr(value, "pk", value)
    if hasattr(value, "isoformat"):
        return str(form.fields[name].widget.format_value(value))
    return str(value)


def read_page(client: Client, article: Article) -> str:
    """The HTML of the story's page."""
    response = client.get(page_of(article))
    assert response.status_code == 200
    return response.content.decode()

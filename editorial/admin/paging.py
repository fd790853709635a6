"""Paging without counting: on a table of a million rows COUNT(*) costs more than everything else on the page."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.core import paginator as pages
from django.core.paginator import EmptyPage, PageNotAnInteger
from django.http import HttpRequest

if TYPE_CHECKING:
    Page: TypeAlias = pages.Page[Any]
    Paginator: TypeAlias = pages.Paginator[Any]
else:
    Page, Paginator = pages.Page, pages.Paginator

LAST_PAGE = 2000  # deeper than anybody turns by hand; an offset beyond it is a slow query for nothing


class CountlessPage(Page):
    """A page that knows only whether another one follows."""

    def __init__(self, objects: list[Any], number: int, paginator: CountlessPaginator) -> None:
        super().__init__(objects[: paginator.per_page], number, paginator)
        self._has_next = len(objects) > paginator.per_page

    def has_next(self) -> bool:
        """Whether a row stood after the last one of this page."""
        return self._has_next

    def has_other_pages(self) -> bool:
        return self._has_next or self.number > 1


class CountlessPaginator(Paginator):
    """Reads one row more than it shows, and never asks how many there are."""

    def validate_number(self, number: float | str) -> int:
        """The page's number; EmptyPage or PageNotAnInteger when there is no such page."""
        try:
            wanted = int(number)
        except (TypeError, ValueError) as error:
            raise PageNotAnInteger("The page must be a number.") from error
        if not 1 <= wanted <= LAST_PAGE:
            raise EmptyPage(f"Pages go from 1 to {LAST_PAGE}: narrow the list by a filter or a search.")
        return wanted

    def page(self, number: int | str) -> CountlessPage:
        """That page; the first one may be empty."""
        wanted = self.validate_number(number)
        first = (wanted - 1) * self.per_page
        return CountlessPage(list(self.object_list[first : first + self.per_page + 1]), wanted, self)

    @cached_property
    def count(self) -> int:
        """Nobody knows, on purpose."""
        raise NotImplementedError("This list is never counted.")


class CountlessList(ChangeList):
    """The admin's list, with "previous" and "next" in the place of a total."""

    previous_url = ""
    next_url = ""

    def get_results(self, request: HttpRequest) -> None:
        """Fetch the page in one query."""
        paginator = CountlessPaginator(self.queryset, self.list_per_page)
        try:
            page = paginator.page(self.page_num)
        except (EmptyPage, PageNotAnInteger) as error:
            raise IncorrectLookupParameters from error
        self.paginator = paginator
        self.result_list = page.object_list
        self.result_count = len(page.object_list)
        self.full_result_count = None
        self.show_full_result_count = self.show_admin_actions = False
        self.can_show_all = False
        self.multi_page = page.has_other_pages()
        if page.number > 1:
            self.previous_url = self.get_query_string({PAGE_VAR: page.number - 1})
        if page.has_next():
            self.next_url = self.get_query_string({PAGE_VAR: page.number + 1})

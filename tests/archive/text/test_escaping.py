"""Escaping, and forms that are filled with what is escaped."""

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from archive.text.escaping import escape_plain, fill_form

FORM = '<a href="{}">{}</a>{}'


def test_what_html_cannot_carry_is_replaced() -> None:
    assert escape_plain("a\x00<b>\ud800") == "a\ufffd&lt;b&gt;\ufffd"


@given(st.text(), st.text(), st.integers())
def test_a_form_is_filled_as_django_fills_it(address: str, name: str, count: int) -> None:
    assert fill_form(FORM, address, name, count) == format_html(FORM, address, name, count)


def test_what_says_that_it_is_html_stays_as_it_is() -> None:
    assert fill_form("{}{}", mark_safe("<b>"), "<b>") == "<b>&lt;b&gt;"

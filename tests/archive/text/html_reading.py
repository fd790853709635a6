"""Reading rendered HTML the way a strict browser would: an allow-list, proper nesting, and the words back."""

from html.parser import HTMLParser

BLOCK_TAGS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th"})
OUTER_TAGS = frozenset({"ul", "ol", "blockquote", "table", "tbody", "tr"})
ALLOWED: dict[str, set[str]] = {
    **{tag: {"dir"} for tag in BLOCK_TAGS},
    **{tag: set() for tag in OUTER_TAGS | {"br", "em", "strong"}},
    "a": {"class", "href", "id", "title", "data-ref", "role"},
    "span": {"class", "id", "title", "data-ref"},
    "mark": {"class", "id", "title", "data-ref"},
    "sup": {"class"},
    "bdi": {"class"},
}


class StrictReader(HTMLParser):
    """Fails on any tag or attribute that is not allowed and on bad nesting; collects each block's words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open_tags: list[str] = []
        self.blocks: list[str] = []
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.silent_from: int | None = None  # depth of the dateline or marker whose words are not the text's

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, f"<{tag}> came out"
        given = {name: value or "" for name, value in attrs}
        assert set(given) <= ALLOWED[tag], f"<{tag}> came out with {sorted(given)}"
        if tag == "br":
            self._collect("\n")
            return
        if tag == "a":
            assert "a" not in self.open_tags, "a link in a link"
            self.hrefs.append(given.get("href", ""))
        if tag in BLOCK_TAGS:
            assert not BLOCK_TAGS & set(self.open_tags) - {"li"}, "a block in a block"
            self.blocks.append("")
        if "id" in given:
            self.ids.append(given["id"])
        if self.silent_from is None and (tag == "sup" or given.get("class") == "dateline"):
            self.silent_from = len(self.open_tags)
        self.open_tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open_tags and self.open_tags.pop() == tag, f"</{tag}> closes nothing"
        if self.silent_from == len(self.open_tags):
            self.silent_from = None

    def handle_data(self, data: str) -> None:
        self._collect(data)

    def _collect(self, data: str) -> None:
        if self.silent_from is None and BLOCK_TAGS & set(self.open_tags):
            self.blocks[-1] += data
        elif self.silent_from is None:
            assert not data.strip(), f"words outside any block: {data!r}"

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment came out: {data!r}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration came out: {decl!r}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration came out: {data!r}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"a processing instruction came out: {data!r}")


def read_html(html: str) -> StrictReader:
    """Read it, or fail the test with what is wrong."""
    reader = StrictReader()
    reader.feed(html)
    reader.close()
    assert reader.open_tags == [], f"never closed: {reader.open_tags}"
    return reader

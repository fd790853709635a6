"""Messages and feeds too large to be read at once: every item comes in once, and a bad one harms no other."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.ingest import long_files, long_markup, long_messages
from archive.ingest.arrivals import Arrival, list_sent
from archive.ingest.draft import Problem
from archive.ingest.long_files import is_long_file
from archive.ingest.long_markup import cut_markup
from archive.ingest.long_messages import cut_messages
from archive.ingest.parsing import ParsedFile, parse_sent
from archive.ingest.sniff import parse_item
from archive.models import Article, IngestItem, Media, Original
from tests.archive.ingest.importing import import_paths

ITEMS = 120
WORDS = "The ship left on Monday &amp; will be back. " * 8
G2 = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long is 20 kB here and not 5 MB, so that the tests are quick."""
    monkeypatch.setattr(long_files, "LONG", 20_000)
    monkeypatch.setattr(long_files, "PART", 5_000)
    monkeypatch.setattr(long_markup, "CHUNK", 777)
    monkeypatch.setattr(long_messages, "CHUNK", 777)


def g2(number: int, *, words: str = WORDS, inside: str = "") -> str:
    return (
        f'<newsItem guid="mp-{number}" version="1" standard="NewsML-G2"><itemMeta><provider qcode="a:MP"/>'
        f'{inside}</itemMeta><contentMeta><headline a="1 > 0">Ship {number} sails</headline></contentMeta><contentSet>'
        f"<inlineData contenttype='text/plain'>Number {number}. {words}</inlineData></contentSet></newsItem>\n"
    )


def message(*items: str) -> bytes:
    head = (
        f'<?xml version="1.0"?>\n<!-- <newsItem> --><newsMessage {G2}><header><sender>MP</sender></header><itemSet>\n'
    )
    return (head + "".join(items) + "</itemSet></newsMessage>\n").encode()


def newsml_1(number: int) -> str:
    return (
        f"<NewsItem><Identification><NewsIdentifier><PublicIdentifier>urn:mp:{number}</PublicIdentifier></NewsIdentifier>"
        f"</Identification><NewsComponent><NewsLines><HeadLine>Ship {number}</HeadLine></NewsLines><ContentItem>"
        f"<DataContent><p>Number {number}. {WORDS}</p></DataContent></ContentItem></NewsComponent></NewsItem>"
    )


def rss(number: int) -> str:
    return (
        f"<item><guid>mp-{number}</guid><title>Ship {number}</title>"
        f"<description><![CDATA[<p>Number {number}. </item><item> {WORDS}</p>]]></description></item>"
    )


def atom(number: int) -> str:
    if not number % 10:
        return f'<at:deleted-entry ref="urn:gone:{number}" when="2025-06-30T18:00:00Z"/>'
    return (
        f"<a:entry><a:id>urn:mp:{number}</a:id><a:title>Ship {number}</a:title>"
        f"<a:summary>Number {number}. {WORDS}</a:summary></a:entry>"
    )


def nitf(number: int) -> str:
    return (
        f'<?xml version="1.0"?>\n<nitf><head><docdata><doc-id id-string="mp-{number}"/></docdata></head>'
        f"<body><body.head><hedline><hl1>Ship {number}</hl1></hedline></body.head>"
        f"<body.content><p>Number {number}. {WORDS}</p></body.content></body></nitf>\n"
    )


def reuters(number: int) -> str:
    return (
        f'<REUTERS TOPICS="YES" NEWID="{number}"><DATE>26-FEB-1987 15:01:01.79</DATE><TEXT>&#2;\n'
        f"<TITLE>SHIP {number}</TITLE><BODY>Number {number}. {WORDS} &#3;</BODY></TEXT></REUTERS>\n"
    )


def iptc(number: int) -> str:
    head = f"\x01mpr{number:03} 3 i 40 MP\r\nship-{number}/\r\n\x02Ship {number} sails =\r\n"
    return f"{head}  Number {number}. {WORDS}\r\n\x03301800 GMT Jun 25\x04"


def all_of(item: Callable[[int], str]) -> str:
    return "".join(map(item, range(1, ITEMS + 1)))


FILES = {
    "message.xml": message(all_of(g2)),
    "newsml.xml": f"<NewsML><NewsEnvelope/>{all_of(newsml_1)}</NewsML>".encode(),
    "rss.xml": (
        f'<rss version="2.0"><channel><title>MP</title><language>en</language>{all_of(rss)}</channel></rss>'
    ).encode(),
    "atom.xml": (
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">'
        f"<a:title>MP</a:title><a:id>x</a:id>{all_of(atom)}</a:feed>"
    ).encode(),
    "nitf.xml": all_of(nitf).encode(),
    "wrapped.xml": f"<nitf><body>{'x' * 30_000}</body></nitf>".encode(),
    "reuters.sgm": f'<!DOCTYPE lewis SYSTEM "lewis.dtd">\n{all_of(reuters)}'.encode(),
    "iptc.txt": all_of(iptc).encode(),
}
MANY = sorted(set(FILES) - {"wrapped.xml"})


def parsed(data: bytes, name: str) -> list[ParsedFile]:
    return list(parse_sent(data, path=Path(name)))


@pytest.mark.parametrize("name", MANY)
def test_what_stands_in_the_parts_is_what_stands_in_the_file(name: str) -> None:
    files = parsed(FILES[name], name)

    assert len(files) > 5 and all(file.problem is None for file in files)
    drafts = [draft for file in files for draft in file.drafts]
    assert len(drafts) == ITEMS
    assert all(f"!/part-{number:04}-from-item-" in str(file.path) for number, file in enumerate(files, start=1))
    if name != "nitf.xml":  # documents that follow each other are read in no other way
        whole = parse_item(FILES[name], received=None, filename=name)
        key = {(draft.guid, draft.headline, draft.text, draft.language, draft.action) for draft in whole}
        assert {(draft.guid, draft.headline, draft.text, draft.language, draft.action) for draft in drafts} == key
        assert len(key) == ITEMS


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["message.xml", "rss.xml.gz", "message.zip"])
def test_each_story_comes_in_once_with_the_picture_beside_the_file(name: str, tmp_path: Path) -> None:
    picture = b"\xff\xd8\xff\xe0 not much of a picture"
    item = g2(1).replace("</contentSet>", '<remoteContent href="ship.jpg" contenttype="image/jpeg"/></contentSet>')
    data = (
        message(item, all_of(lambda number: g2(number) if number > 1 else ""))
        if "rss" not in name
        else FILES["rss.xml"]
    )
    if name.endswith(".zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("monday/message.xml", data)
            archive.writestr("monday/ship.jpg", picture)
    else:
        (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        (tmp_path / "ship.jpg").write_bytes(picture)

    imported = import_paths(tmp_path / name)

    assert imported.outcomes.count("created") == ITEMS == Article.objects.values("guid").distinct().count()
    paths = IngestItem.objects.filter(outcome="created").values_list("path", flat=True)
    assert len(set(paths)) > 5 and all("!/part-" in path for path in paths)
    assert [medium.original and medium.original.read_bytes() for medium in Media.objects.all()] == (
        [] if "rss" in name else [picture]
    )
    assert import_paths(tmp_path / name).outcomes.count("duplicate") == ITEMS


@pytest.mark.parametrize("bad", ["<itemMeta>", "&nothing;", "<x " + 'a="1" ' * 5 + ">", "&#0;", "<a><b></a></b>"])
def test_a_bad_item_harms_no_other(bad: str) -> None:
    items = [g2(number, inside=bad if number == 60 else "") for number in range(1, ITEMS + 1)]

    files = parsed(message(*items), "message.xml")

    guids = [draft.guid for file in files for draft in file.drafts]
    assert guids == [f"mp-{number}" for number in range(1, ITEMS + 1) if number != 60]
    (refused,) = [file for file in files if file.problem is not None]
    assert refused.problem is not None and refused.problem.code in ("broken_xml", "xml_entity")
    assert refused.data is not None and b'guid="mp-60"' in refused.data and refused.data.count(b"<newsItem guid") == 1


def test_a_feed_whose_entry_is_broken_gives_all_others() -> None:
    data = FILES["rss.xml"].replace(b"<title>Ship 60<", b"<title>Ship & 60 <b<")

    drafts = [draft for file in parsed(data, "rss.xml") for draft in file.drafts]

    assert {f"mp-{number}" for number in range(1, ITEMS + 1)} - {draft.guid for draft in drafts} <= {"mp-60"}
    told = [draft.guid for draft in drafts if any(problem.code == "broken_feed" for problem in draft.problems)]
    assert set(told) <= {"mp-60"}


@pytest.mark.parametrize("cut", [b'<newsItem guid="mp-90"', b"Number 90", b"</itemSet>", b"</newsMessage>"])
def test_what_is_cut_short_comes_in_up_to_there_and_says_so(cut: bytes) -> None:
    files = parsed(message(all_of(g2)).partition(cut)[0], "message.xml")

    whole = ITEMS if cut.startswith(b"</") else 89
    assert [draft.guid for file in files for draft in file.drafts] == [f"mp-{n}" for n in range(1, whole + 1)]
    problems = [file.problem for file in files if file.problem is not None]
    assert [problem.code for problem in problems] == ["broken_xml" if b"Number" in cut else "cut_short"]
    assert "Ask for it again" in problems[0].sentence or "ask the sender for it again" in problems[0].sentence


def pieces(data: bytes, *, longest: int = 10_000) -> list[bytes | Problem]:
    names = ("newsItem", "packageItem")
    return [piece for _, piece in cut_markup(io.BytesIO(data), names=names, part=5_000, longest=longest)]


def test_an_item_that_is_too_long_is_refused_and_the_others_come_in() -> None:
    longest = g2(3, words="x" * 30_000)
    found = pieces(message(g2(1), g2(2), longest, g2(4), g2(5, words="<!--" + "y" * 40_000 + "-->"), g2(6)))

    problems = [piece for piece in found if isinstance(piece, Problem)]
    assert [problem.code for problem in problems] == ["too_large", "too_large"]
    together = b"".join(piece for piece in found if isinstance(piece, bytes))
    assert [together.count(f'guid="mp-{number}"'.encode()) for number in range(1, 7)] == [1, 1, 0, 1, 0, 1]


@pytest.mark.parametrize(
    "attack",
    [
        b'<!DOCTYPE newsMessage [<!ENTITY x SYSTEM "file:///etc/passwd">]><newsMessage><itemSet>',
        b"<newsMessage>" + b"<!-- -->" * 400_000 + b"<itemSet>",
        b"<newsMessage><!-- <itemSet>",
        b"<newsMessage " + b'a="b" ' * 400_000 + b"><itemSet>",
        b"<newsMessage><itemSet>" + b"<a>" * 1000,
    ],
    ids=["entity", "far away", "comment without end", "attributes", "depth"],
)
def test_an_attack_before_the_first_item_is_refused(attack: bytes) -> None:
    data = attack + all_of(g2).encode() + b"</itemSet></newsMessage>"

    files = parsed(data, "message.xml")

    assert files and not any(file.drafts for file in files)
    assert {file.problem.code for file in files if file.problem} <= {"xml_dtd", "too_large", "broken_xml"}


def test_entities_that_a_later_document_declares_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    attack = f'<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY x SYSTEM "file://{secret}">]>'
    data = FILES["nitf.xml"] + nitf(999).replace('<?xml version="1.0"?>', attack).replace("Ship 999", "&x;").encode()

    files = parsed(data, "nitf.xml")

    assert len([draft for file in files for draft in file.drafts]) == ITEMS
    assert "the secret" not in repr([file.drafts for file in files])
    assert [file.problem.code for file in files if file.problem] == ["xml_dtd"]


def test_what_stands_between_and_behind_items_is_kept_and_bounded() -> None:
    data = message(g2(1), "<!-- between -->", g2(2), "<late/>" * 5_000, g2(3))

    found = pieces(data)

    together = b"".join(piece for piece in found if isinstance(piece, bytes))
    assert b"<!-- between -->" in together
    assert [together.count(f'guid="mp-{number}"'.encode()) for number in range(1, 4)] == [1, 1, 1]
    assert [piece.code for piece in found if isinstance(piece, Problem)] == ["too_large"]


def test_a_message_that_is_too_long_is_refused_and_the_others_come_in() -> None:
    data = "".join([iptc(1), iptc(2), iptc(3).replace("Number", "x" * 30_000), iptc(4)]).encode()

    found = [piece for _, piece in cut_messages(io.BytesIO(data), opens=b"\x01", part=5_000, longest=10_000)]

    assert [isinstance(piece, Problem) for piece in found] == [False, True, False]
    together = b"".join(piece for piece in found if isinstance(piece, bytes))
    assert [together.count(f"mpr{number:03}".encode()) for number in range(1, 5)] == [1, 1, 0, 1]


@pytest.mark.parametrize("data", [message(all_of(g2)).decode().encode("utf-16"), b"<html>" + b"<p>x" * 10_000])
def test_what_cannot_be_cut_is_none(data: bytes) -> None:
    assert not is_long_file(io.BytesIO(data), name="message.xml", size=len(data))


def test_what_was_pushed_is_cut_as_a_file_is() -> None:
    arrivals = list(list_sent(FILES["rss.xml"], path=Path("push/1")))

    assert len(arrivals) > 5
    assert all(isinstance(arrival, Arrival) and arrival.is_part and arrival.data for arrival in arrivals)


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_long_file_cut_spoilt_or_lying_gives_an_answer_and_invents_nothing(name: str) -> None:
    data = FILES[name]
    spoilt = [data[:length] for length in range(20_001, len(data), 7_001)]
    spoilt += [data[:at] + b"\xff\x00<!--\"'" + data[at + 7 :] for at in range(300, len(data), 17_001)]
    spoilt += [data.decode().encode("utf-16"), data.replace(b"e", b"\xe9"), data[::-1], data.replace(b">", b"")]
    true = {draft.guid for file in parsed(data, name) for draft in file.drafts} | {""}
    for lie in spoilt:
        files = parsed(lie, name)
        assert files
        assert all(file.drafts or (file.problem is not None and file.problem.code != "reader_failed") for file in files)
        if len(lie) < len(data) and data.startswith(lie) and name != "wrapped.xml":
            assert {draft.guid for file in files for draft in file.drafts} <= true


@pytest.mark.django_db
def test_the_bytes_of_every_part_are_kept(tmp_path: Path) -> None:
    (tmp_path / "message.xml").write_bytes(FILES["message.xml"])

    import_paths(tmp_path / "message.xml")

    head, _, rest = FILES["message.xml"].partition(b"<newsItem guid")
    kept = [original.read_bytes() for original in Original.objects.order_by("id")]
    assert all(part.startswith(head) for part in kept)
    items = b"".join(part.removeprefix(head).removesuffix(b"</itemSet></newsMessage>") for part in kept)
    assert (
        items == (b"<newsItem guid" + rest).replace(b"</itemSet></newsMessage>\n", b"") + b"</itemSet></newsMessage>\n"
    )

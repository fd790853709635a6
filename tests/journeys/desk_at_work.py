"""An editor's afternoon as a process that can be killed: save, publish, note, again and again.

Run by test_killed_anywhere. A line is printed only when a deed is safe: `ref number`, the words' number.
"""

import itertools
import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402

from archive.actions import annotate_version, publish_article, save_draft  # noqa: E402
from archive.indexing.drain import drain_outbox  # noqa: E402
from archive.text.quotes import Quote  # noqa: E402
from tests.make import make_draft, make_words  # noqa: E402


def work() -> None:
    """Until somebody pulls the plug."""
    for number in itertools.count():
        article = make_draft(headline=f"Saved {number}", text="The first words.")
        sys.stdout.write(f"{article.ref} 1\n")
        save_draft(article=article, words=make_words(text="The second words."), by=None, at=timezone.now())
        sys.stdout.write(f"{article.ref} 2\n")
        published = publish_article(article=article, by=None, at=timezone.now())
        version = published.public_version
        assert version is not None
        quote = Quote(exact="second words")
        annotate_version(version=version, quote=quote, body="A note.", by=None, at=timezone.now())
        sys.stdout.write(f"{article.ref} 3\n")
        sys.stdout.flush()
        drain_outbox()


if __name__ == "__main__":
    work()

"""What a database holds, printed as JSON by a process that opens it afresh; run by test_killed_anywhere."""

import json
import sys

import django

django.setup()

from archive.models import Annotation, Article, ArticleVersion, IngestItem, Mention, Original  # noqa: E402


def count() -> dict[str, object]:
    """Names and numbers that the test knows."""
    return {
        "headlines": sorted(ArticleVersion.objects.filter(number=1).values_list("headline", flat=True)),
        "articles": Article.objects.count(),
        "wordless": Article.objects.filter(latest_version=None).count() + Article.objects.filter(rights=None).count(),
        "created": IngestItem.objects.filter(outcome="created").count(),
        "originals": sorted(Original.objects.values_list("sha256", flat=True)),
        "nameless": Article.objects.exclude(pk__in=Mention.objects.values("article")).count(),
        "texts": dict(Article.objects.values_list("ref", "latest_version__text")),
        "statuses": dict(Article.objects.values_list("ref", "status")),
        "noted": list(Annotation.objects.values_list("article__ref", flat=True)),
    }


if __name__ == "__main__":
    json.dump(count(), sys.stdout)

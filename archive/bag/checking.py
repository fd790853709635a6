"""Whether a folder is a bag of ours, and whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from .writing import PARTIAL, VERSION

if TYPE_CHECKING:
    import bagit

KIND: Final = "Dateline-Export-Kind"


class Unfit(Exception):
    """This cannot be brought back; the sentence says why and what to do. Nothing was changed."""


def is_our_bag(folder: Path) -> bool:
    """Whether that folder says of itself that it is an export of Dateline; whether it is whole is another question."""
    try:
        return KIND in (folder / "bag-info.txt").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


def open_bag(folder: Path) -> bagit.Bag:
    """The bag, once every checksum in it has been found true. Unfit names the file that is wrong."""
    if folder.name.endswith(PARTIAL):
        raise Unfit(f"{folder.name} is what an interrupted export left: run export_articles again.")
    import bagit  # it reads what packages there are: not in every process that asks whether a folder is a bag

    try:
        bag = bagit.Bag(str(folder))
        bag.info.pop("Payload-Oxum", None)  # a sum says that something is wrong; the manifest says which file
        bag.validate()
    except bagit.BagValidationError as error:
        wrong = "; ".join(str(one) for one in error.details[:5]) or error.message
        raise Unfit(
            f"{folder.name} is damaged or incomplete: {wrong}. Copy it again from where it was made."
        ) from error
    except (bagit.BagError, OSError, ValueError) as error:
        raise Unfit(f"{folder.name} is no whole bag ({error}): copy it again from where it was made.") from error
    if bag.info.get(KIND) == "public":
        raise Unfit(f"{folder.name} holds only what readers may see, which is no archive: export it without --public.")
    if bag.info.get("Dateline-Export-Version") != str(VERSION):
        raise Unfit(f"{folder.name} was written by another version of Dateline: import it with that one.")
    return bag

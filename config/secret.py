"""The secret key: given by the environment, or made once and kept in DATELINE_HOME."""

import os
import secrets
from pathlib import Path

FILE_NAME = "secret_key"


def read_or_make_secret(home: Path) -> str:
    """Return the key kept in `home`; make one, readable by its owner only, when there is none.

    Several processes may start at once on a new machine (web and worker): the key is written whole under
    another name and then linked into place, so that all of them end up with the same one.
    """
    path = home / FILE_NAME
    if not path.exists():
        draft = home / f".{FILE_NAME}.{os.getpid()}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50) + "\n")
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process was quicker: its key is the key
        except OSError:
            os.replace(draft, path)  # a disk without hard links: there the last of two to start wins
        finally:
            draft.unlink(missing_ok=True)
    key = path.read_text(encoding="ascii").strip()
    if not key:
        raise ValueError(f"{path} is empty. Delete it and a new key is made, or set SECRET_KEY.")
    return key

"""The contract is every engine's: nothing in it, or in what it is made of, is one engine's alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent.parent
ASK = """
import sys
import tests.archive.search.contract
print(sorted(name for name in sys.modules if name.startswith("archive.search.engines.")))
"""


def test_the_contract_knows_no_engine() -> None:
    loaded = subprocess.run([sys.executable, "-c", ASK], cwd=REPOSITORY, capture_output=True, text=True, check=True)

    assert loaded.stdout.strip() == "[]"


def test_an_engine_passes_the_contract_with_few_lines() -> None:
    """As `test_tantivy.py` does: a class that says how its engine is opened."""
    lines = (REPOSITORY / "tests" / "archive" / "search" / "test_tantivy.py").read_text("utf-8").splitlines()
    start = lines.index("class TestTantivy(EngineContract):")

    assert lines[start + 1 : start + 3] == ["    open_engine = TantivyEngine", ""]

"""Commands in a pipe."""

import subprocess
import sys
from pathlib import Path


def test_a_command_ends_quietly_when_its_reader_has_seen_enough(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[3]
    story = tmp_path / "story.txt"
    story.write_text("SEOUL, June 30 (MP) - " + "A long line of copy follows. " * 2000)
    command = f"{sys.executable} {root / 'manage.py'} read_story {' '.join([str(story)] * 40)} | head -c 10"

    done = subprocess.run(["bash", "-c", f"{command}; echo ${{PIPESTATUS[0]}}"], capture_output=True, text=True)

    assert done.stdout.rstrip().endswith("141")
    assert done.stderr == ""

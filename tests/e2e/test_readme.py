"""The README's walk-through of the API works by copy and paste."""

import re
import subprocess
from pathlib import Path

from tests.local_stack import ROOT, LocalStackProcess

BLOCK = re.compile(r"```bash\n(API=.*?)```", re.DOTALL)


def test_api_section_runs_as_it_stands(local_stack: LocalStackProcess, tmp_path: Path) -> None:
    found = BLOCK.search((ROOT / "README.md").read_text("utf-8"))
    assert found, "README.md has no bash block that begins with API="
    script = found[1].replace("http://localhost:8000", local_stack.api_url)
    for name in ("tests", ".venv"):
        (tmp_path / name).symlink_to(ROOT / name)
    ended = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    cleaned = (tmp_path / "clean.csv").read_text("utf-8")
    assert cleaned.startswith("order_id,")
    assert '"quality"' in (tmp_path / "profile.json").read_text("utf-8")

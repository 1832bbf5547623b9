"""The README's walk-through of the API works by copy and paste."""

import re
import subprocess
import sys
from pathlib import Path

from tests.local_stack import ROOT, LocalStackProcess

BLOCK = re.compile(r"```bash\n(API=.*?)```", re.DOTALL)


PYTHON = re.compile(r"```python\n(from pathlib.*?)```", re.DOTALL)


def test_the_guide_s_python_runs_as_it_stands(local_stack: LocalStackProcess) -> None:
    found = PYTHON.search((ROOT / "docs" / "API.md").read_text("utf-8"))
    assert found, "docs/API.md has no python block that begins with an import of pathlib"
    script = found[1].replace("http://localhost:8000", local_stack.api_url)
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("completed ")
    assert "import polars as pl" in ended.stdout


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

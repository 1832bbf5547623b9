"""What README.md and docs/API.md tell developers to type works by copy and paste."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra_cdk.local.plan import main as put_on_plan
from tests.local_stack import ROOT, LocalStackProcess, free_port

GUIDE = (ROOT / "docs" / "API.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    """What stands between the fences of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


@pytest.fixture
def checkout(tmp_path: Path, local_stack: LocalStackProcess) -> Path:
    """A folder that looks like the checkout in which `make run` runs."""
    for name in ("tests", ".venv", "infra_cdk", "shared"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / ".datainsight").symlink_to(local_stack.data_dir)
    return tmp_path


@pytest.fixture
def _free_again(local_stack: LocalStackProcess) -> Iterator[None]:
    """The guide puts the workspace that all tests share on a plan with more room."""
    yield
    assert put_on_plan(["free", "--data-dir", str(local_stack.data_dir)]) == 0


def typed(script: str, folder: Path) -> str:
    """What a shell says that ends at the first command that fails."""
    ended = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "XDG_CONFIG_HOME": str(folder / "config")},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert ended.returncode == 0, ended.stdout[-2000:] + ended.stderr[-2000:]
    return ended.stdout


def test_the_guide_s_python_runs_as_it_stands(local_stack: LocalStackProcess) -> None:
    (script,) = blocks(GUIDE, "python")
    ended = subprocess.run(
        [sys.executable, "-c", script.replace("http://localhost:8000", local_stack.api_url)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("completed ")
    assert "import polars as pl" in ended.stdout


@pytest.mark.usefixtures("_free_again")
def test_the_guide_s_shell_runs_from_top_to_bottom(local_stack: LocalStackProcess, checkout: Path) -> None:
    script = "\n".join(blocks(GUIDE, "bash")).replace("http://localhost:8000", local_stack.api_url)
    for port in ("8765", "8766"):
        assert port in script
        script = script.replace(port, str(free_port()))

    told = typed(script, checkout)

    assert told.count("completed") >= 6
    assert "ratelimit-policy" in told.lower()
    assert (checkout / "profile.json").read_text("utf-8").startswith("{")
    assert (checkout / "report.pdf").read_bytes().startswith(b"%PDF")
    assert "apiVersion" in (checkout / "contract.yaml").read_text("utf-8")
    assert "analysis.completed" in (checkout / "messages.txt").read_text("utf-8")
    assert "forged" not in (checkout / "messages.txt").read_text("utf-8")
    assert (checkout / "cleaned.csv").read_text("utf-8").startswith("order_id,")
    assert (checkout / "fixed.csv").read_text("utf-8").startswith("order_id,")


def test_api_section_runs_as_it_stands(local_stack: LocalStackProcess, checkout: Path) -> None:
    (script,) = (each for each in blocks(README, "bash") if each.startswith("API="))
    typed(script.replace("http://localhost:8000", local_stack.api_url), checkout)
    assert (checkout / "clean.csv").read_text("utf-8").startswith("order_id,")
    assert '"quality"' in (checkout / "profile.json").read_text("utf-8")

"""The web app in Debian's Chromium against the local stack: frontend/e2e, run by Playwright.

Without a browser or without node's packages the tests are skipped and say so.
"""

import os
import re
import subprocess
import warnings
from pathlib import Path

import pytest

from tests.local_stack import ROOT, LocalStackProcess

pytestmark = pytest.mark.xdist_group("browser")

FRONTEND = ROOT / "frontend"
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
ASKED_FOR = {"screenshots.spec.ts": "SCREENSHOTS", "measure.spec.ts": "MEASURES"}
"""No tests: pictures and figures for people to look at, by `make screenshots` and `make measure`."""
SPECIFICATIONS = sorted(
    path.name
    for path in (FRONTEND / "e2e").glob("*.spec.ts")
    if path.name not in ASKED_FOR or ASKED_FOR[path.name] in os.environ
)


@pytest.fixture
def browser(local_stack: LocalStackProcess, tmp_path: Path) -> dict[str, str]:
    """Environment of a Playwright run; skips where there is none."""
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}: apt-get install chromium")
    if not (FRONTEND / "dist" / "index.html").exists():
        pytest.skip("the web app is not built: make setup")
    return {
        **os.environ,
        "CHROMIUM": str(CHROMIUM),
        "DATAINSIGHT_URL": local_stack.api_url,
        "DATAINSIGHT_STACK": str(local_stack.data_dir / "stack.json"),
        "PLAYWRIGHT_OUTPUT": str(tmp_path / "playwright"),
    }


@pytest.mark.parametrize("specification", SPECIFICATIONS)
def test_in_a_browser(browser: dict[str, str], specification: str) -> None:
    ended = subprocess.run(
        ["npx", "playwright", "test", f"e2e/{specification}"],
        cwd=FRONTEND, env=browser, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr
    if re.search(r"^ +[0-9]+ flaky$", ended.stdout, re.MULTILINE):
        warnings.warn(f"passed only at the second try:\n{ended.stdout}", stacklevel=1)

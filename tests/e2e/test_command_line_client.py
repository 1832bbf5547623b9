"""The command line as a client of the running product."""

import subprocess
import sys
from pathlib import Path

from tests.e2e.api_user import ApiUser
from tests.local_stack import ROOT, LocalStackProcess


def test_upload_and_wait(local_stack: LocalStackProcess, tmp_path: Path) -> None:
    source = tmp_path / "people.csv"
    source.write_text("id,name\n" + "".join(f"{n},Person {n}\n" for n in range(50)), "utf-8")
    environment = {"PYTHONPATH": str(ROOT / "shared"), "XDG_CONFIG_HOME": str(tmp_path), "PATH": ""}
    command = [sys.executable, "-m", "datainsight", "upload", str(source), "--wait"]

    done = subprocess.run(
        [*command, "--server", local_stack.api_url],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    told = dict(line.split(" ", 1) for line in done.stdout.splitlines())
    assert ApiUser(local_stack.api_url).results(told["analysis"])["dataset"]["row_count"] == 50
    assert told["report"].startswith(local_stack.api_url)

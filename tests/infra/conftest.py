"""Two teams' templates, synthesized once per session in this process (so that coverage sees the stack)."""

import os

os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20")

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from layers.names import ROOT
from tests.infra.template import Template


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of them on one worker, which then synthesizes once for all."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("infra"))


@pytest.fixture(scope="session")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The assembly of team acme, without built layers."""
    from infra_cdk.app import synthesize

    return synthesize("acme", tmp_path_factory.mktemp("acme"), build_layers=False).parent


@pytest.fixture(scope="session")
def template(assembly: Path) -> Template:
    return _read(assembly / "DataInsight-acme.template.json")


@pytest.fixture(scope="session")
def other_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """Team local (nothing survives the stack, any origin may call), as the cdk command line asks for it."""
    folder = tmp_path_factory.mktemp("local")
    done = subprocess.run(
        [sys.executable, "-m", "infra_cdk.app", "--skip-layers"],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT / "shared"),
            "CDK_OUTDIR": str(folder),
            "CDK_CONTEXT_JSON": json.dumps({"team": "local"}),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""  # that belongs to the cdk command line
    return _read(folder / "DataInsight-local.template.json")


def _read(file: Path) -> Template:
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return Template(content)

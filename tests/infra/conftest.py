"""Two teams' templates, synthesized once per session in this process (so that coverage sees the stack)."""

import os

os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20")

import json
from pathlib import Path
from typing import Any

import pytest

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
    """Team local: nothing survives the stack, any origin may call."""
    from infra_cdk.app import synthesize

    return _read(synthesize("local", tmp_path_factory.mktemp("local"), build_layers=False))


def _read(file: Path) -> Template:
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return Template(content)

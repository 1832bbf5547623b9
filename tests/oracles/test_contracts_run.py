"""Great Expectations and datacontract-cli run exported contracts: the table passes, a broken one does not."""

import csv
import subprocess
from pathlib import Path

import pytest
import yaml

from datainsight.cli import main

ROOT = Path(__file__).parents[2]
ENVIRONMENT = ROOT / ".cache" / "oracles" / "bin"
SAMPLE = ROOT / "tests" / "data" / "sample" / "orders.csv"

pytestmark = pytest.mark.skipif(
    not (ENVIRONMENT.parent / ".ready").exists(), reason="the tools are not installed: make oracles"
)


def contract(name: str, folder: Path) -> Path:
    path = folder / f"{name}.contract"
    assert main(["contract", str(SAMPLE), "--format", name, "--output", str(path)]) == 0
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The sample with an order whose status nobody knows."""
    header, *rows = list(csv.reader(SAMPLE.open(encoding="utf-8", newline="")))
    rows[0][header.index("status")] = "who knows"
    path = tmp_path / "broken.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def great_expectations(suite: Path, table: Path) -> subprocess.CompletedProcess[str]:
    script = Path(__file__).with_name("great_expectations_check.py")
    command = [str(ENVIRONMENT / "python"), str(script), str(suite), str(table)]
    environment = {"GX_ANALYTICS_ENABLED": "false", "PATH": str(ENVIRONMENT), "HOME": str(suite.parent)}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def datacontract(command: str, contract: Path) -> subprocess.CompletedProcess[str]:
    tool = [str(ENVIRONMENT / "datacontract"), command, str(contract)]
    return subprocess.run(tool, capture_output=True, text=True, check=False)


def served(contract: Path, table: Path) -> Path:
    """The contract with the table as its server."""
    stored = yaml.safe_load(contract.read_text("utf-8"))
    stored["servers"] = [{"server": "here", "type": "local", "path": str(table), "format": "csv"}]
    path = contract.with_name(f"{table.stem}.yaml")
    path.write_text(yaml.safe_dump(stored, sort_keys=False), encoding="utf-8")
    return path


def test_great_expectations(tmp_path: Path, broken: Path) -> None:
    suite = contract("great-expectations", tmp_path)

    passed = great_expectations(suite, SAMPLE)
    assert passed.returncode == 0, passed.stdout + passed.stderr[-2000:]
    assert " 0 failed" in passed.stdout
    failed = great_expectations(suite, broken)
    assert failed.returncode == 1
    assert "expect_column_values_to_be_in_set" in failed.stdout


def test_datacontract(tmp_path: Path, broken: Path) -> None:
    odcs = contract("odcs", tmp_path)

    assert datacontract("lint", odcs).returncode == 0
    passed = datacontract("test", served(odcs, SAMPLE))
    assert passed.returncode == 0, passed.stdout[-2000:]
    failed = datacontract("test", served(odcs, broken))
    assert failed.returncode == 1
    assert "status" in failed.stdout

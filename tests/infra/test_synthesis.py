import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cfnlint.api import lint  # type: ignore[import-untyped]  # ships no types
from cfnlint.config import ManualArgs  # type: ignore[import-untyped]  # ships no types

from infra_cdk.app import team_app
from layers.names import ROOT


def test_cloudformation_linter_has_nothing_to_say(assembly: Path) -> None:
    text = (assembly / "DataInsight-acme.template.json").read_text(encoding="utf-8")
    # W3005 speaks of DependsOn entries that CDK writes beside the references that imply them.
    found = lint(text, config=ManualArgs(regions=["eu-central-1"], ignore_checks=["W3005"]))
    assert [f"{each.rule.id} {each.path} {each.message}" for each in found] == []


def test_a_finding_of_cdk_nag_fails_the_synthesis(tmp_path: Path) -> None:
    from aws_cdk import aws_sqs as sqs

    app, stack = team_app("local", tmp_path, build_layers=False)
    sqs.Queue(stack, "WithoutTls")
    with pytest.raises(RuntimeError, match="AwsSolutions-SQS4"):
        app.synth()


def test_the_team_comes_from_the_context_of_the_cdk_command_line(tmp_path: Path) -> None:
    teams = {"globex": {"maximum_acu": 8}}
    done = subprocess.run(
        [sys.executable, "-m", "infra_cdk.app", "--skip-layers"],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT / "shared"),
            "CDK_OUTDIR": str(tmp_path),
            "CDK_CONTEXT_JSON": json.dumps({"team": "globex", "teams": teams}),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    template = json.loads((tmp_path / "DataInsight-globex.template.json").read_text(encoding="utf-8"))
    assert template["Description"] == "DataInsight Pro of team globex"

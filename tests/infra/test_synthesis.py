from pathlib import Path

import pytest

from infra_cdk.app import team_app
from tests.infra.template import Template


def test_cloudformation_linter_has_nothing_to_say(assembly: Path) -> None:
    # Seconds of imports that only the worker that runs this test shall pay.
    from cfnlint.api import lint  # type: ignore[import-untyped]  # ships no types
    from cfnlint.config import ManualArgs  # type: ignore[import-untyped]  # ships no types

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


def test_the_cdk_command_line_s_context_chooses_the_team(other_template: Template) -> None:
    assert other_template.content["Description"] == "DataInsight Pro of team local"

"""Telling Stripe: nothing of it by default, and a function with a clock where a team has an account."""

import json

import pytest

from infra_cdk import app
from tests.infra.template import Template

SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:stripe-AbCdEf"


@pytest.fixture(scope="module")
def billed(tmp_path_factory: pytest.TempPathFactory) -> Template:
    folder = tmp_path_factory.mktemp("billed")
    settings = json.loads(app.CDK_JSON.read_text("utf-8"))
    settings["context"]["teams"]["acme"]["stripe_secret_arn"] = SECRET
    (folder / "cdk.json").write_text(json.dumps(settings), "utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(app, "CDK_JSON", folder / "cdk.json")
        written = app.synthesize("acme", folder / "out", build_layers=False)
    return Template(json.loads(written.read_text("utf-8")))


def variables(template: Template, name: str) -> dict[str, object]:
    found: dict[str, object] = template.functions()[name]["Environment"]["Variables"]
    return found


def test_there_is_nothing_of_it_by_default(template: Template) -> None:
    assert "bill" not in template.functions()
    assert not [name for name in template.functions() if "DATAINSIGHT_IS_BILLED" in variables(template, name)]
    assert "ScheduleExpression" not in json.dumps(template.resources)


def test_who_writes_to_the_ledger_writes_it_down_and_one_function_tells(billed: Template) -> None:
    for name in ("api", "conclude", "clean"):
        assert variables(billed, name)["DATAINSIGHT_IS_BILLED"] == "true"
    told = [name for name in billed.functions() if SECRET in json.dumps(variables(billed, name))]
    assert told == ["bill"]
    rules = [each["Properties"] for each in billed.resources.values() if each["Type"] == "AWS::Events::Rule"]
    (clock,) = [rule for rule in rules if "ScheduleExpression" in rule]
    assert clock["ScheduleExpression"] == "rate(5 minutes)"
    reading = [
        each
        for each in billed.resources.values()
        if each["Type"] == "AWS::IAM::Policy" and SECRET in json.dumps(each)
    ]
    assert len(reading) == 1

import json
from collections import Counter
from pathlib import Path

import pytest

from infra_cdk.app import CDK_JSON, main
from infra_cdk.stack import retention_of, stack_name
from infra_cdk.team import UnknownTeamError, team_settings
from tests.infra.template import Template


def test_an_unknown_team_is_named_together_with_the_known_ones() -> None:
    with pytest.raises(UnknownTeamError, match=r"unknown team 'nope'; known teams: acme, globex"):
        team_settings({"globex": {}, "acme": {}}, "nope")


def test_no_team_is_an_error_of_its_own() -> None:
    with pytest.raises(UnknownTeamError, match="no team given"):
        team_settings({"acme": {}}, None)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"maximum_acu": 0}, "maximum_acu"),
        ({"maximal_acu": 3}, "maximal_acu"),
        ({"mail_sender": "nobody"}, "mail_sender"),
        ({"auto_pause_minutes": 1}, "auto_pause_minutes"),
    ],
)
def test_wrong_settings_are_refused_by_name(settings: dict[str, object], said: str) -> None:
    with pytest.raises(UnknownTeamError, match=said):
        team_settings({"acme": settings}, "acme")


def test_a_retention_that_cloudwatch_does_not_offer_is_refused() -> None:
    with pytest.raises(ValueError, match="CloudWatch offers 1, 3, 7"):
        retention_of(31)


def test_the_command_line_says_it_and_ends_with_2(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["--team", "nope", "--output", str(tmp_path)]) == 2
    assert "unknown team 'nope'; known teams: acme, local" in capsys.readouterr().err


def test_every_team_of_cdk_json_is_valid() -> None:
    teams = json.loads(CDK_JSON.read_text(encoding="utf-8"))["context"]["teams"]
    assert {stack_name(team_settings(teams, name).name) for name in teams} >= {"DataInsight-acme"}


def test_two_teams_get_two_stacks_of_the_same_shape(template: Template, other_template: Template) -> None:
    mine, other = (
        Counter(each["Type"] for each in one.resources.values()) for one in (template, other_template)
    )
    # acme has an address for alarms, and nothing else differs in kind.
    assert mine - other == {"AWS::SNS::Subscription": 1}
    assert not other - mine


def test_a_team_s_settings_arrive(template: Template, other_template: Template) -> None:
    for one, acu, days, concurrency in ((template, 4, 30, 40), (other_template, 1, 7, 2)):
        cluster = one.only("AWS::RDS::DBCluster")
        assert cluster["ServerlessV2ScalingConfiguration"]["MaxCapacity"] == acu
        assert {group["RetentionInDays"] for group in one.of_type("AWS::Logs::LogGroup").values()} == {days}
        assert one.definition()["States"]["MeasureShards"]["MaxConcurrency"] == concurrency


def test_physical_names_of_teams_never_collide(template: Template, other_template: Template) -> None:
    def names(one: Template) -> set[str]:
        fixed = ("LogGroupName", "DashboardName", "Name")
        return {
            properties[key]
            for resource in one.resources.values()
            for key in fixed
            if isinstance((properties := resource.get("Properties", {})).get(key), str)
        }

    assert names(template)
    assert not names(template) & names(other_template)

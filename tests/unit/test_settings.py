"""The environment is read once, and says all that is wrong with it."""

from typing import Any

import pytest

from datainsight.settings import Need, Settings, SettingsError, is_traced

LEAST = {"DATAINSIGHT_TEAM": "acme", "DATAINSIGHT_BUCKET": "b", "DATAINSIGHT_TABLE": "t"}


def read(*needs: Need, **changes: str) -> Settings:
    return Settings.from_environment(needs, {**LEAST, **changes})


def test_reads_what_is_there() -> None:
    settings = read(DATAINSIGHT_LOCAL_WORKSPACE="00000000-0000-4000-8000-000000000001", LOG_LEVEL="INFO")
    assert (settings.team, settings.bucket, settings.table) == ("acme", "b", "t")
    assert str(settings.local_workspace) == "00000000-0000-4000-8000-000000000001"
    assert settings.accounts == "none"


def test_lists_everything_that_is_missing() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({Need.DATABASE, Need.STATE_MACHINE}, {"DATAINSIGHT_TEAM": "acme"})
    for name in (
        "BUCKET",
        "TABLE",
        "DATABASE_ARN",
        "DATABASE_SECRET_ARN",
        "DATABASE_NAME",
        "STATE_MACHINE_ARN",
    ):
        assert f"DATAINSIGHT_{name}" in str(caught.value)
    assert "DATAINSIGHT_TEAM" not in str(caught.value)


def test_an_empty_variable_is_a_missing_one() -> None:
    with pytest.raises(SettingsError, match="DATAINSIGHT_BUCKET"):
        read(DATAINSIGHT_BUCKET="")


@pytest.mark.parametrize(
    "changes", [{"DATAINSIGHT_ACCOUNTS": "maybe"}, {"DATAINSIGHT_LOCAL_WORKSPACE": "everybody"}]
)
def test_names_what_is_impossible(changes: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match=next(iter(changes))):
        read(**changes)


@pytest.mark.parametrize(
    ("environment", "traced"),
    [
        ({}, False),
        ({"LAMBDA_TASK_ROOT": "/var/task"}, False),
        ({"AWS_XRAY_DAEMON_ADDRESS": "169.254.79.129:2000"}, True),
        ({"AWS_XRAY_DAEMON_ADDRESS": "169.254.79.129:2000", "POWERTOOLS_TRACE_DISABLED": "true"}, False),
    ],
)
def test_traces_only_where_somebody_listens(environment: dict[str, str], traced: bool) -> None:
    assert is_traced(environment) is traced
    assert Settings.from_environment((), {**LEAST, **environment}).is_traced is traced

"""The environment is read once, and says all that is wrong with it."""

from typing import Any

import pytest

from datainsight.errors import UsageError
from datainsight.settings import ModelSettings, Need, Settings, SettingsError, is_traced

LEAST = {"DATAINSIGHT_TEAM": "acme", "DATAINSIGHT_BUCKET": "b", "DATAINSIGHT_TABLE": "t"}


def read(*needs: Need, **changes: str) -> Settings:
    return Settings.from_environment(needs, {**LEAST, **changes})


def test_reads_what_is_there() -> None:
    settings = read(DATAINSIGHT_LOCAL_WORKSPACE="00000000-0000-4000-8000-000000000001", LOG_LEVEL="INFO")
    assert (settings.team, settings.bucket, settings.table) == ("acme", "b", "t")
    assert str(settings.local_workspace) == "00000000-0000-4000-8000-000000000001"
    assert (settings.mail_sender, settings.site_url) == ("", "")


def test_lists_everything_that_is_missing() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment(set(Need), {"DATAINSIGHT_TEAM": "acme"})
    for name in (
        "BUCKET",
        "TABLE",
        "DATABASE_ARN",
        "DATABASE_SECRET_ARN",
        "DATABASE_NAME",
        "STATE_MACHINE_ARN",
        "SIGNING_SECRET_ARN",
    ):
        assert f"DATAINSIGHT_{name}" in str(caught.value)
    assert "DATAINSIGHT_TEAM" not in str(caught.value)


def test_an_empty_variable_is_a_missing_one() -> None:
    with pytest.raises(SettingsError, match="DATAINSIGHT_BUCKET"):
        read(DATAINSIGHT_BUCKET="")


@pytest.mark.parametrize("changes", [{"DATAINSIGHT_LOCAL_WORKSPACE": "everybody"}])
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


def test_a_users_models_take_the_keys_of_the_providers_own_tools() -> None:
    environment = {
        "ANTHROPIC_API_KEY": "a",
        "OPENAI_API_KEY": "b",
        "DATAINSIGHT_OPENAI_MODEL": "gpt-6.1-terra",
    }
    settings = ModelSettings.of_user("openai, anthropic", environment)

    assert settings.providers == ("openai", "anthropic")
    assert settings.openai_api_key is not None
    assert settings.openai_api_key.get_secret_value() == "b"
    assert settings.openai_model == "gpt-6.1-terra"
    assert settings.anthropic_model == "claude-haiku-5-5"
    assert "'b'" not in repr(settings)


@pytest.mark.parametrize(("providers", "what"), [("anthropic", "ANTHROPIC_API_KEY"), ("oracle", "oracle")])
def test_a_missing_key_or_an_unknown_provider_is_wrong_usage(providers: str, what: str) -> None:
    with pytest.raises(UsageError, match=what):
        ModelSettings.of_user(providers, {})


def test_a_deployments_models_take_their_keys_from_the_secret() -> None:
    settings = read(
        DATAINSIGHT_INSIGHT_PROVIDERS="anthropic,bedrock", DATAINSIGHT_BEDROCK_MODEL="anthropic.x"
    )
    models = ModelSettings.of_deployment(settings, {"anthropic": "k"}, {"AWS_REGION": "eu-central-1"})

    assert models.providers == ("anthropic", "bedrock")
    assert models.anthropic_api_key is not None
    assert (models.bedrock_model, models.aws_region) == ("anthropic.x", "eu-central-1")
    assert models.openai_api_key is None

"""Makes the language models that the settings name; the SDKs are imported here, when one is wanted."""

from collections.abc import Callable

from datainsight.insight.language_model import LanguageModel
from datainsight.settings import ModelSettings, Provider

SECONDS = 30.0
RETRIES = 2
"""The SDKs wait as `retry-after` says, or longer each time."""


def language_models(settings: ModelSettings) -> tuple[LanguageModel, ...]:
    """The models in the order of the settings; a provider without a key is left out."""
    makers: dict[Provider, Callable[[ModelSettings], LanguageModel | None]] = {
        "anthropic": _anthropic,
        "bedrock": _bedrock,
        "openai": _openai,
    }
    made = (makers[provider](settings) for provider in settings.providers)
    return tuple(model for model in made if model is not None)


def _anthropic(settings: ModelSettings) -> LanguageModel | None:
    if not settings.anthropic_api_key:
        return None
    import anthropic  # noqa: PLC0415 - 1.1 s

    from datainsight.adapters.anthropic_model import AnthropicModel  # noqa: PLC0415

    client = anthropic.Anthropic(
        api_key=settings.anthropic_api_key.get_secret_value(),
        base_url=settings.anthropic_url or None,
        timeout=SECONDS,
        max_retries=RETRIES,
    )
    return AnthropicModel(client, settings.anthropic_model, "anthropic")


def _bedrock(settings: ModelSettings) -> LanguageModel | None:
    if not settings.aws_region:
        return None
    import anthropic  # noqa: PLC0415 - 1.1 s

    from datainsight.adapters.anthropic_model import AnthropicModel  # noqa: PLC0415

    client = anthropic.AnthropicBedrockMantle(
        aws_region=settings.aws_region,
        base_url=settings.bedrock_url or None,
        timeout=SECONDS,
        max_retries=RETRIES,
    )
    return AnthropicModel(client, settings.bedrock_model, "bedrock")


def _openai(settings: ModelSettings) -> LanguageModel | None:
    if not settings.openai_api_key:
        return None
    import openai  # noqa: PLC0415 - as above

    from datainsight.adapters.openai_model import OpenAiModel  # noqa: PLC0415

    client = openai.OpenAI(
        api_key=settings.openai_api_key.get_secret_value(),
        base_url=settings.openai_url or None,
        timeout=SECONDS,
        max_retries=RETRIES,
    )
    return OpenAiModel(client, settings.openai_model)

"""OpenAI's models through the Responses API; nothing is stored there."""

from collections.abc import Sequence
from json import JSONDecodeError
from typing import TYPE_CHECKING, Literal

from datainsight.errors import ModelRefusedError, ModelTruncatedError, UnavailableError
from datainsight.insight.language_model import Message, ModelReply

if TYPE_CHECKING:
    import openai

MAXIMUM_TOKENS = 4_000
"""Tokens of thinking count too."""


class OpenAiModel:
    """Implements `insight.language_model.LanguageModel`."""

    def __init__(self, client: "openai.OpenAI", model: str) -> None:
        self._client = client
        self._model = model

    @property
    def provider(self) -> Literal["openai"]:
        """Whose API it is."""
        return "openai"

    @property
    def model(self) -> str:
        """The model's name there."""
        return self._model

    def reply(
        self, instructions: str, conversation: Sequence[Message], schema: dict[str, object]
    ) -> ModelReply:
        """Asks for JSON of a schema; see the port for what is raised."""
        import openai  # noqa: PLC0415 - for functions that ask

        try:
            response = self._client.responses.create(
                model=self._model,
                instructions=instructions,
                input=[{"role": each.role, "content": each.text} for each in conversation],
                text={"format": {"type": "json_schema", "name": "insight", "schema": schema, "strict": True}},
                max_output_tokens=MAXIMUM_TOKENS,
                store=False,
            )
        except (openai.OpenAIError, JSONDecodeError) as error:  # the SDKs let a broken body through
            # The message may quote the request; its kind is all that is told.
            raise UnavailableError(f"OpenAI gave no answer ({type(error).__name__}).") from error
        read = response.usage.input_tokens if response.usage else 0
        written = response.usage.output_tokens if response.usage else 0
        reason = response.incomplete_details.reason if response.incomplete_details else None
        parts = [part for item in response.output if item.type == "message" for part in item.content]
        if reason == "content_filter" or any(part.type == "refusal" for part in parts):
            raise ModelRefusedError(f"{self._model} declined.", input_tokens=read, output_tokens=written)
        if response.status == "incomplete":
            raise ModelTruncatedError(
                f"{self._model} ran out of tokens.", input_tokens=read, output_tokens=written
            )
        return ModelReply(response.output_text, read, written)

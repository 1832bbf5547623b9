"""Claude through Anthropic's API, or through Amazon Bedrock's endpoint that speaks the same language."""

from collections.abc import Sequence
from json import JSONDecodeError
from typing import TYPE_CHECKING, Literal

from datainsight.errors import ModelRefusedError, ModelTruncatedError, UnavailableError
from datainsight.insight.language_model import Message, ModelReply

if TYPE_CHECKING:
    import anthropic

MAXIMUM_TOKENS = 2_000


class AnthropicModel:
    """Implements `insight.language_model.LanguageModel`."""

    def __init__(
        self,
        client: "anthropic.Anthropic | anthropic.AnthropicBedrockMantle",
        model: str,
        provider: Literal["anthropic", "bedrock"],
    ) -> None:
        self._client = client
        self._model = model
        self._provider = provider

    @property
    def provider(self) -> Literal["anthropic", "bedrock"]:
        """Whose API it is."""
        return self._provider

    @property
    def model(self) -> str:
        """The model's name there."""
        return self._model

    def reply(
        self, instructions: str, conversation: Sequence[Message], schema: dict[str, object]
    ) -> ModelReply:
        """Asks for JSON of a schema; see the port for what is raised."""
        import anthropic  # noqa: PLC0415 - 1.1 s, for functions that ask

        turns: list[anthropic.types.MessageParam] = [
            {"role": "user", "content": each.text}
            if each.role == "user"
            else {"role": "assistant", "content": each.text}
            for each in conversation
        ]
        try:
            message = self._client.messages.create(
                model=self._model,
                max_tokens=MAXIMUM_TOKENS,
                # The instructions are the same for everybody: cached, they cost a tenth.
                system=[{"type": "text", "text": instructions, "cache_control": {"type": "ephemeral"}}],
                messages=turns,
                output_config={"format": {"type": "json_schema", "schema": schema}, "effort": "low"},
            )
        except (anthropic.AnthropicError, JSONDecodeError) as error:  # the SDKs let a broken body through
            # The message may quote the request; its kind is all that is told.
            raise UnavailableError(f"{self._provider} gave no answer ({type(error).__name__}).") from error
        usage = message.usage
        read = (
            usage.input_tokens
            + (usage.cache_read_input_tokens or 0)
            + (usage.cache_creation_input_tokens or 0)
        )
        written = usage.output_tokens
        if message.stop_reason == "refusal":
            raise ModelRefusedError(f"{self._model} declined.", input_tokens=read, output_tokens=written)
        if message.stop_reason in {"max_tokens", "model_context_window_exceeded"}:
            raise ModelTruncatedError(
                f"{self._model} ran out of tokens.", input_tokens=read, output_tokens=written
            )
        text = "".join(block.text for block in message.content if block.type == "text")
        return ModelReply(text, read, written)

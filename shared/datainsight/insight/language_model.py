"""The port to language models: what the product asks of one, whoever runs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from datainsight.settings import Provider


@dataclass(frozen=True)
class Message:
    """One turn of the conversation."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True)
class ModelReply:
    """What a model wrote and what that took.

    Attributes:
        text: Meant to be JSON of the asked schema; nobody has checked it.
        input_tokens: Tokens read, those from a cache included.
        output_tokens: Tokens written.
    """

    text: str
    input_tokens: int
    output_tokens: int


class LanguageModel(Protocol):
    """A model behind somebody's API."""

    @property
    def provider(self) -> Provider:
        """Whose API it is."""
        ...

    @property
    def model(self) -> str:
        """The model's name there."""
        ...

    def reply(
        self, instructions: str, conversation: Sequence[Message], schema: dict[str, object]
    ) -> ModelReply:
        """Asks for JSON of a schema.

        Raises:
            ModelRefusedError: It declined.
            ModelTruncatedError: The text ended at the limit of tokens.
            UnavailableError: It cannot be reached, is overloaded, or does not accept the key.
        """
        ...

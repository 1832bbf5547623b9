"""A small HTTP server that answers as the providers' published references show, no more."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.listening import QuietHandler, listening


@dataclass(frozen=True)
class Answer:
    """One reply; `body` is sent as JSON, or as it stands where it is text."""

    body: object
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class ModelServer:
    """Answers in order, the last one for ever; keeps what it was asked."""

    url: str
    answers: list[Answer]
    requests: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def asked(self) -> str:
        """All bodies as text."""
        return json.dumps(self.requests, ensure_ascii=False)


@contextmanager
def serving(*answers: Answer) -> Iterator[ModelServer]:
    """A server on a free port."""

    class Handler(QuietHandler):
        def do_POST(self) -> None:
            server.requests.append(json.loads(self.body()))
            server.paths.append(self.path)
            server.headers.append({name.lower(): value for name, value in self.headers.items()})
            answer = server.answers.pop(0) if len(server.answers) > 1 else server.answers[0]
            content = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
            kind = {"content-type": "application/json"}
            self.answer(answer.status, content.encode(), kind | answer.headers)

    server = ModelServer("", list(answers))
    with listening(Handler) as server.url:
        yield server


def claude(text: str, stop_reason: str = "end_turn") -> Answer:
    """A message as POST /v1/messages gives it."""
    return Answer(
        {
            "id": "msg_01",
            "type": "message",
            "role": "assistant",
            "model": "claude-haiku-5-5",
            "content": [{"type": "text", "text": text}] if text else [],
            "stop_reason": stop_reason,
            "stop_sequence": None,
            "usage": {
                "input_tokens": 1_000,
                "cache_read_input_tokens": 500,
                "cache_creation_input_tokens": 0,
                "output_tokens": 200,
            },
        }
    )


def claude_error(status: int, kind: str, **headers: str) -> Answer:
    """An error of the same API."""
    body = {"type": "error", "error": {"type": kind, "message": "no"}, "request_id": "req_01"}
    return Answer(body, status, {name.replace("_", "-"): value for name, value in headers.items()})


def gpt(
    text: str, *, status: str = "completed", reason: str | None = None, refusal: str | None = None
) -> Answer:
    """A response as POST /v1/responses gives it."""
    content = (
        {"type": "refusal", "refusal": refusal}
        if refusal
        else {"type": "output_text", "text": text, "annotations": [], "logprobs": []}
    )
    return Answer(
        {
            "id": "resp_01",
            "object": "response",
            "created_at": 1_760_000_000,
            "status": status,
            "error": None,
            "incomplete_details": {"reason": reason} if reason else None,
            "instructions": None,
            "model": "gpt-6-luna",
            "output": [
                {
                    "id": "msg_01",
                    "type": "message",
                    "role": "assistant",
                    "status": "completed",
                    "content": [content],
                }
            ],
            "parallel_tool_calls": True,
            "tool_choice": "auto",
            "tools": [],
            "metadata": {},
            "usage": {
                "input_tokens": 1_500,
                "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
                "output_tokens": 200,
                "output_tokens_details": {"reasoning_tokens": 50},
                "total_tokens": 1_700,
            },
        }
    )


def gpt_error(status: int, **headers: str) -> Answer:
    """An error of the same API."""
    body = {"error": {"message": "no", "type": "requests", "param": None, "code": "rate_limit_exceeded"}}
    return Answer(body, status, {name.replace("_", "-"): value for name, value in headers.items()})

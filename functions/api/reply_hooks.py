"""What happens to a reply on its way out: it says how many more may follow, and is kept where it must be."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from datainsight.models.requests import Answer, RateDecision, RequestClaim
from datainsight.services.ports import Clock
from datainsight.services.request_ports import AnswerStore

_KEPT_HEADERS = ("content-type", "location", "retry-after", "etag")


@dataclass(frozen=True)
class OpenClaim:
    """A request that is being made, and where its answer goes."""

    claim: RequestClaim
    answers: AnswerStore
    now: Clock

    async def release(self) -> None:
        """It came to nothing."""
        await run_in_threadpool(self.answers.release, self.claim)

    async def settle(self, start: Message, body: bytes) -> None:
        """Keeps what went well; what did not may be tried again."""
        if not 200 <= start["status"] < 300:
            await self.release()
            return
        given = Headers(raw=start["headers"])
        headers = {name: given[name] for name in _KEPT_HEADERS if name in given}
        answer = Answer(status_code=start["status"], headers=headers, body=body)
        await run_in_threadpool(self.answers.keep, self.claim, answer, self.now())


class ReplyHooksMiddleware:
    """Looks at `state` of a request: `rate` is a RateDecision, `claim` an OpenClaim."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state: MutableMapping[str, Any] = scope.setdefault("state", {})
        held: list[Message] = []

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start" and "rate" in state:
                tell_rate(MutableHeaders(scope=message), state["rate"])
            if "claim" not in state:
                await send(message)
                return
            held.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body", False):
                # Kept before it is sent: who has the answer and asks again must get the same one.
                body = b"".join(each.get("body", b"") for each in held[1:])
                await state.pop("claim").settle(held[0], body)
                for each in held:
                    await send(each)

        try:
            await self._app(scope, receive, send_on)
        finally:
            if "claim" in state:
                await state.pop("claim").release()


def tell_rate(headers: MutableHeaders, decision: RateDecision) -> None:
    """The IETF's draft-ietf-httpapi-ratelimit-headers."""
    policy = decision.policy
    headers["ratelimit-policy"] = f'"{policy.name}";q={policy.burst};w={policy.window_seconds}'
    headers["ratelimit"] = f'"{policy.name}";r={decision.remaining};t={decision.reset_seconds}'

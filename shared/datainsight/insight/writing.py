"""Words by the first language model that keeps to the facts, and by the rules where none does."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from datainsight.errors import ModelRefusedError, ModelTruncatedError, UnavailableError, UngroundedTextError
from datainsight.insight import rules
from datainsight.insight.facts import build_facts
from datainsight.insight.language_model import LanguageModel, Message
from datainsight.insight.prices import cost_in_dollars
from datainsight.insight.prompt import INSTRUCTIONS, PROMPT_VERSION, SCHEMA, correction, question
from datainsight.insight.reply import CheckedReply, check_reply
from datainsight.models.document import ProfileDocument
from datainsight.models.insight import CallOutcome, Fact, Insight, ModelCall

ATTEMPTS = 2
"""A model is told once what was wrong with its text; then somebody else is asked."""

SECONDS = 60.0
"""After that no model is asked any more: people wait for the analysis."""


@dataclass(frozen=True)
class _Attempt:
    """One call and, where its text held, the text."""

    call: ModelCall
    reply: CheckedReply | None = None


def write_insight(
    document: ProfileDocument,
    masked: ProfileDocument,
    models: Sequence[LanguageModel],
    *,
    clock: Callable[[], float] = time.monotonic,
) -> Insight:
    """Asks the models in order; each may try twice.

    Args:
        document: What the rules speak of where no model's text holds.
        masked: The same without values of columns with personal data: all that models are told of.
        models: In the order of preference; none at all means the rules.
        clock: Seconds that only go on.
    """
    facts = build_facts(masked)
    by_id = {fact.id: fact for fact in facts}
    asked = question(masked, facts) if models else ""
    end = clock() + SECONDS
    calls: list[ModelCall] = []
    for model in models:
        for attempt in _attempts(model, asked, by_id):
            calls.append(attempt.call)
            if attempt.reply is not None:
                return _insight(attempt.reply, facts, model, calls)
            if clock() > end:
                return _by_rules(document, calls)
    return _by_rules(document, calls)


def _attempts(model: LanguageModel, asked: str, facts: dict[str, Fact]) -> Iterator[_Attempt]:
    """Calls of one model until its text holds, its attempts are used up, or trying again is of no use."""
    conversation = [Message("user", asked)]
    for _ in range(ATTEMPTS):
        try:
            reply = model.reply(INSTRUCTIONS, conversation, SCHEMA)
        except UnavailableError:
            yield _Attempt(_call(model, CallOutcome.UNAVAILABLE, 0, 0))
            return
        except ModelRefusedError as error:
            yield _Attempt(_call(model, CallOutcome.REFUSED, error.input_tokens, error.output_tokens))
            return
        except ModelTruncatedError as error:
            yield _Attempt(_call(model, CallOutcome.TRUNCATED, error.input_tokens, error.output_tokens))
            conversation = [Message("user", f"{asked}\n\n{correction('it was too long.')}")]
            continue
        try:
            checked = check_reply(reply.text, facts)
        except UngroundedTextError as error:
            yield _Attempt(_call(model, CallOutcome.UNGROUNDED, reply.input_tokens, reply.output_tokens))
            conversation += [
                Message("assistant", reply.text or "{}"),
                Message("user", correction(error.what)),
            ]
            continue
        yield _Attempt(_call(model, CallOutcome.ACCEPTED, reply.input_tokens, reply.output_tokens), checked)
        return


def _call(model: LanguageModel, outcome: CallOutcome, input_tokens: int, output_tokens: int) -> ModelCall:
    return ModelCall(
        provider=model.provider,
        model=model.model,
        outcome=outcome,
        input_tokens=input_tokens,
        output_tokens=output_tokens,
        cost_usd=cost_in_dollars(model.model, input_tokens, output_tokens),
    )


def _insight(
    reply: CheckedReply, facts: tuple[Fact, ...], model: LanguageModel, calls: Sequence[ModelCall]
) -> Insight:
    return Insight(
        headline=reply.headline,
        story=reply.story,
        findings=reply.findings,
        facts=facts,
        provider=model.provider,
        model=model.model,
        prompt_version=PROMPT_VERSION,
        calls=tuple(calls),
    )


def _by_rules(document: ProfileDocument, calls: Sequence[ModelCall]) -> Insight:
    return rules.write_insight(document).model_copy(update={"calls": tuple(calls)})

"""Which failures of a state are worth another try."""

import aws_cdk as cdk
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks

from datainsight import errors

TEMPORARY_ERRORS = frozenset({errors.UnavailableError})
"""Of the product's own errors these are worth another attempt; so is everything that nobody foresaw."""

PERMANENT_ERRORS = tuple(
    sorted(
        name
        for name, error in vars(errors).items()
        if isinstance(error, type)
        and issubclass(error, errors.DataInsightError)
        and not issubclass(error, tuple(TEMPORARY_ERRORS))
        and error is not errors.DataInsightError
    )
)
"""Trying again would end the same way."""

EXHAUSTED = ("States.Timeout", "Sandbox.Timedout", "Runtime.ExitError", "Runtime.OutOfMemory")
"""The function ran out of time or memory: once more, in case a neighbour was noisy, and no more."""


def try_again(task: tasks.LambdaInvoke, attempts: int) -> tasks.LambdaInvoke:
    """Add retriers: never for what would end the same way, once for what ran out of time or memory.

    Args:
        task: A state.
        attempts: After the first one, for everything else.

    Returns:
        The state.
    """
    task.add_retry(errors=list(PERMANENT_ERRORS), max_attempts=0)
    task.add_retry(errors=list(EXHAUSTED), max_attempts=1, interval=cdk.Duration.seconds(2))
    task.add_retry(
        errors=["States.ALL"],
        interval=cdk.Duration.seconds(1),
        backoff_rate=2,
        max_attempts=attempts,
        max_delay=cdk.Duration.seconds(30),
        jitter_strategy=sfn.JitterType.FULL,
    )
    return task

"""What trying repairs showed that an analysis does not offer itself, as it is stored beside it."""

from collections.abc import Mapping

from pydantic import TypeAdapter

from datainsight.models.recommendation import Verification

_TRIALS = TypeAdapter(dict[str, Verification])


def to_json(trials: Mapping[str, Verification]) -> bytes:
    """To be stored; by what repairs are known by."""
    return _TRIALS.dump_json(dict(trials))


def from_json(body: bytes) -> dict[str, Verification]:
    """What was stored.

    Raises:
        ValidationError: By a release that tells other things of a trial.
    """
    return _TRIALS.validate_json(body)

"""What was found when the rules of a contract were run, as it is stored."""

from datainsight.models.base import Frozen
from datainsight.reporting.contracts.promises import Promises


class CheckedPromises(Frozen):
    """What a contract may promise.

    Attributes:
        promises: Those that hold on the data, with bounds that are stable.
        remarks: A sentence for each that rows would break.
    """

    promises: Promises
    remarks: tuple[str, ...]

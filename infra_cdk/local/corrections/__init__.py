"""Where moto 5.2.5 behaves otherwise than AWS, in a way that the product would notice.

Each module corrects one thing; tests/integration/local/test_moto_contract.py pins the uncorrected
behaviour, so that a new version of moto which no longer needs a correction makes a test fail that says so.
"""

import importlib.util
import sys
import types


def _spare_batch() -> None:
    """Lets the interpreter import `moto.batch.utils` without all of EC2 behind it, a third of the start.

    Only the service integration with AWS Batch uses it, which definitions.py refuses.
    """
    found = importlib.util.find_spec("moto.batch")
    if "moto.batch" not in sys.modules and found is not None:
        package = types.ModuleType("moto.batch")
        package.__path__ = list(found.submodule_search_locations or [])
        sys.modules["moto.batch"] = package


_spare_batch()

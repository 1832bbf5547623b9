"""The libraries that speak to databases come with extras; who needs one is told how to get it."""

import importlib
from types import ModuleType

from datainsight.errors import UsageError


def load(module: str, extra: str) -> ModuleType:
    """Imports a library of an extra.

    Args:
        module: To import.
        extra: Of this package, that brings it.

    Raises:
        UsageError: It is not installed.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        raise UsageError(
            f"this kind of source needs the Python package {module.split('.', maxsplit=1)[0]}.",
            remedy=f"Install it with: pip install 'datainsight[{extra}]'",
        ) from error

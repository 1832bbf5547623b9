"""`datainsight.toml`: what is agreed about the tables of a folder and of those below it.

[[mute]]
kind = "missing_values"
column = "middle_name"
reason = "optional by design"
"""

import importlib
from pathlib import Path

from pydantic import ValidationError

from datainsight.errors import UsageError
from datainsight.models.base import Frozen
from datainsight.models.muting import MuteRule

FILE_NAME = "datainsight.toml"


class Configuration(Frozen):
    """What the file says.

    Attributes:
        mute: Issues that are neither shown nor counted.
    """

    mute: tuple[MuteRule, ...] = ()


def load_configuration(folder: Path | None = None) -> Configuration:
    """Reads the file in the working folder or in the nearest folder above it that has one.

    Args:
        folder: Instead of the working folder.

    Returns:
        An empty configuration where there is no such file.

    Raises:
        UsageError: The file is no TOML, or says what cannot be understood.
    """
    start = (folder or Path.cwd()).resolve()
    found = next((path for each in (start, *start.parents) if (path := each / FILE_NAME).is_file()), None)
    return Configuration() if found is None else _read(found)


def _read(path: Path) -> Configuration:
    # Most folders have no such file, and need neither a parser nor, before a table is read, the checks.
    tomllib = importlib.import_module("tomllib")
    muting = importlib.import_module("datainsight.recommending.muting")
    try:
        content = tomllib.loads(path.read_text("utf-8"))
        if isinstance(content.get("mute"), dict):  # one rule, written [mute]
            content["mute"] = [content["mute"]]
        configuration = Configuration.model_validate(content)
        muting.refuse_unknown_kinds(configuration.mute)
    except UsageError as error:
        raise UsageError(error.what, where=str(path), remedy=error.remedy) from error
    except ValidationError as error:
        raise UsageError(
            f"{_place(error)} cannot be understood.",
            where=str(path),
            remedy="Rules are tables [[mute]] with kind, column, or both, and a reason if you like.",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"is no TOML file: {error}.", where=str(path)) from error
    except OSError as error:
        raise UsageError(f"cannot be read ({error.strerror}).", where=str(path)) from error
    return configuration


def _place(error: ValidationError) -> str:
    """The first thing that is wrong, e.g. `mute.0.kinds`."""
    return ".".join(str(part) for part in error.errors()[0]["loc"]) or "The file"

"""The Lambda layers: which there are, and which packages none of them needs to carry."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAYERS_FOLDER = ROOT / "layers"

CORE = "core"
"""Every function carries this layer, so the others leave out what it already holds."""

LAYER_NAMES = (
    CORE,
    "reading",
    "polars",
    "frames",
    "statistics",
    "api",
    "database",
    "insight",
    "reporting",
    "report",
    "connectors",
    "billing",
)
"""One per dependency group `layer-<name>` of pyproject.toml, one folder each beside this file."""

PROVIDED_BY_RUNTIME = ("boto3", "botocore")
"""The Lambda runtime for Python has them; carrying them again costs 27 MB."""


def requirements_file(name: str) -> Path:
    """Where the pinned requirements of a layer stand.

    Args:
        name: One of `LAYER_NAMES`.

    Returns:
        The committed requirements.txt; `layers.export` writes it.
    """
    return LAYERS_FOLDER / name / "requirements.txt"

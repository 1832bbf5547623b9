"""A Python process that can import what a function's layers and the Lambda runtime carry, no more."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

from infra_cdk.function_plans import FunctionPlan
from layers.names import PROVIDED_BY_RUNTIME, ROOT, requirements_file

# What boto3 brings along in the Lambda runtime.
_RUNTIME = {*PROVIDED_BY_RUNTIME, "s3transfer", "jmespath", "python-dateutil", "six", "urllib3"}

_HIDE = """
import importlib.machinery, importlib.util, json, sys
hidden = set(json.loads(sys.argv.pop(1)))
def asked(look):  # whoever only asks is told that there is none
    return lambda name, *rest: None if name.split(".")[0] in hidden else look(name, *rest)
importlib.util.find_spec = asked(importlib.util.find_spec)
importlib.machinery.PathFinder.find_spec = asked(importlib.machinery.PathFinder.find_spec)
class Hide:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.split(".")[0] in hidden:
            raise ModuleNotFoundError(f"no layer of this function has {name!r}", name=name)
sys.meta_path.insert(0, Hide)
"""


@cache
def _distributions() -> Mapping[str, list[str]]:
    """Of each module that is installed here; to look takes half a second."""
    return packages_distributions()


def packages_of(layer: str) -> set[str]:
    """Names of the packages that a layer carries."""
    return set(re.findall(r"^([a-z0-9._-]+)==", requirements_file(layer).read_text("utf-8"), re.MULTILINE))


def run_with_layers(
    plan: FunctionPlan, code: Path, script: str, *arguments: str, environment: dict[str, str] | None = None
) -> str:
    """Runs a script as the function would: staged code first, packages of other functions hidden.

    Returns:
        Its standard output.
    """
    carried = _RUNTIME.union(*map(packages_of, plan.layers))
    hidden = [
        module
        for module, distributions in _distributions().items()
        if not {each.lower().replace("_", "-") for each in distributions} & {*carried, "datainsight"}
    ]
    done = subprocess.run(
        [sys.executable, "-c", _HIDE + script, json.dumps(hidden), *arguments],
        env={
            **(environment or {}),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join([str(code), str(ROOT)]),
            "AWS_DEFAULT_REGION": "eu-central-1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout

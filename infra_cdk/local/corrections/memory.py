"""moto remembers every object and item that it ever made; a stack that runs for days must not."""

from collections.abc import Callable
from typing import Any

from moto.core.common_models import BaseModel

from infra_cdk.local.patching import Patches


def forget_instances(patches: Patches) -> None:
    """Models are created without being listed in `instances_tracked`."""

    def make(_original: Callable[..., Any]) -> object:
        def new(cls: type[BaseModel], *_args: object, **_kwargs: object) -> BaseModel:
            return object.__new__(cls)

        return staticmethod(new)

    patches.replace(BaseModel, "__new__", make)

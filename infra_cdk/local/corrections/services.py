"""moto lists its own folder at each request to see which services it has: most of what a small one takes."""

from collections.abc import Callable, Iterable

from moto import backends

from infra_cdk.local.patching import Patches


def spare_listing(patches: Patches) -> None:
    """Lists the folder once."""
    found = tuple(backends.list_of_moto_modules())

    def make(_original: Callable[[], Iterable[str]]) -> Callable[[], Iterable[str]]:
        return lambda: found

    patches.replace(backends, "list_of_moto_modules", make)

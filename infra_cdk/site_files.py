"""The built web app as files: what each is, and how long browsers may keep it."""

import mimetypes
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PAGE = "index.html"
FOR_EVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"
PACKED_SUFFIX = ".br"
"""Of a packed copy beside a file: for the local stack only, as CloudFront packs by itself."""
_HASHED = "assets"
"""Vite puts a hash of the content into the names of the files of this folder."""


class SiteFile(NamedTuple):
    """One file.

    Attributes:
        path: Where it lies.
        key: Its address below the site, without a slash at the start.
        content_type: With the character set of text.
        cache_control: The header.
    """

    path: Path
    key: str
    content_type: str
    cache_control: str


def site_file(folder: Path, key: str) -> SiteFile | None:
    """A file of the app; None where there is none, or where the key leaves the folder.

    Args:
        folder: Of the built app.
        key: Address below the site.
    """
    path = (folder / key).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        return None
    guessed = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    is_text = guessed.startswith("text/") or guessed in {"application/json", "application/javascript"}
    return SiteFile(
        path=path,
        key=key,
        content_type=f"{guessed}; charset=utf-8" if is_text else guessed,
        cache_control=FOR_EVER if key.startswith(f"{_HASHED}/") else ASK_EACH_TIME,
    )


def site_files(folder: Path) -> Iterator[SiteFile]:
    """All files but packed copies, the page last: whoever loads it finds everything that it names.

    Raises:
        FileNotFoundError: The app was not built.
    """
    if not (folder / PAGE).is_file():
        raise FileNotFoundError(f"{folder / PAGE} is not there; build the web app first")
    keys = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != PACKED_SUFFIX
    )
    for key in [*(each for each in keys if each != PAGE), PAGE]:
        found = site_file(folder, key)
        if found is not None:
            yield found

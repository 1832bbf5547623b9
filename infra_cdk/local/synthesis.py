"""The synthesized template, made again only when its sources changed."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from infra_cdk.local.errors import LocalStackError

_ROOT = Path(__file__).resolve().parents[2]
_CACHE = _ROOT / "build" / "assembly"


def assembly(team: str, progress: Callable[[str], None], *, cache: Path = _CACHE) -> Path:
    """Folder of a team's cloud assembly.

    Args:
        team: Of cdk.json.
        progress: Is told when it takes long.
        cache: Where assemblies are kept.

    Returns:
        The folder.

    Raises:
        LocalStackError: The synthesis failed; the message ends with what it printed.
    """
    folder = cache / f"{team}-{_fingerprint()[:20]}"
    if folder.is_dir():
        return folder
    progress("synthesizing the template: half a minute, until infra_cdk/ changes again")
    cache.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=cache))
    try:
        _synthesize(team, unfinished)
        for old in cache.glob(f"{team}-*"):
            shutil.rmtree(old, ignore_errors=True)
        unfinished.rename(folder)
    except OSError:
        # Another stack that starts at the same time was quicker.
        if not folder.is_dir():
            raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return folder


def _synthesize(team: str, output: Path) -> None:
    # In a process of its own: the CDK brings Node and half a gigabyte along.
    command = [
        sys.executable,
        "-m",
        "infra_cdk.app",
        "--team",
        team,
        "--output",
        str(output),
        "--skip-layers",
    ]
    done = subprocess.run(  # noqa: S603 - our own interpreter and module
        command,
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": _pythonpath()},
    )
    if done.returncode:
        last = "\n".join(done.stderr.strip().splitlines()[-15:])
        raise LocalStackError(f"the template could not be synthesized:\n{last}")


def _pythonpath() -> str:
    return os.pathsep.join([str(_ROOT), str(_ROOT / "shared")])


def _fingerprint() -> str:
    digest = hashlib.sha256(sys.version.encode())
    for path in _sources():
        digest.update(str(path.relative_to(_ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    """What the template depends on; the functions' code does not count, it is staged at each start."""
    yield _ROOT / "cdk.json"
    yield _ROOT / "uv.lock"
    yield _ROOT / "shared" / "datainsight" / "errors.py"
    yield from sorted((_ROOT / "infra_cdk").glob("*.py"))
    yield from sorted((_ROOT / "layers").glob("*.py"))
    yield from sorted((_ROOT / "layers").glob("*/requirements.txt"))

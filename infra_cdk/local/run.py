"""Runs the product on this machine: `python -m infra_cdk.local.run --port 8000 --data-dir .datainsight`.

Prints one line on stdout when everything is ready; Ctrl-C (or SIGTERM) stops everything that it started.
Besides the API's port it listens on a second one for AWS itself (--aws-port, by default the next), which
presigned URLs point to.
"""

import argparse
import logging
import signal
import sys
import threading
from pathlib import Path
from types import FrameType

from infra_cdk.local.data_directory import DataDirectory
from infra_cdk.local.errors import LocalStackError
from infra_cdk.local.names import Place
from infra_cdk.local.sample import SampleError, SampleUpload
from infra_cdk.local.synthesis import assembly


class Stopped(BaseException):
    """Somebody wants us to end: raised by the signal handlers, wherever we are."""


def main(arguments: list[str] | None = None) -> int:
    """Command line.

    Args:
        arguments: Without the program's name; None reads `sys.argv`.

    Returns:
        Exit code: 0 stopped on request, 1 could not start.
    """
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(message)s")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    # It prints the whole parsed state for each failed attempt; we say which execution failed and why.
    logging.getLogger("moto.stepfunctions").setLevel(logging.CRITICAL)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    try:
        _run(options)
    except Stopped:
        return 0
    except LocalStackError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201 - the command's own output
        return 1
    return 0


def _run(options: argparse.Namespace) -> None:
    folder = assembly(options.team, _progress)
    data = DataDirectory(options.data_dir)
    # What follows loads moto, three seconds; a mistake in the arguments should not have to wait for it.
    from infra_cdk.local.stack import LocalStack, Options  # noqa: PLC0415 - see above
    from infra_cdk.local.template import Template  # noqa: PLC0415 - see above
    from layers.stage_code import stage_code  # noqa: PLC0415 - see above

    place = Place(stack=f"DataInsight-{options.team}")
    stack = LocalStack(
        Options(
            template=Template.load(folder, place.stack),
            place=place,
            code=stage_code(data.code, keep_compiled=True),
            data=data,
            port=options.port,
            aws_port=options.aws_port,
            resumes=options.database_resumes,
            shard_bytes=options.shard_bytes,
        ),
        _progress,
    )
    try:
        stack.start()
        report = _report(stack.api_url, options.sample)
        print(f"ready: {stack.api_url}{report}", flush=True)  # noqa: T201 - the one line that scripts wait for
        # Not one endless wait: a signal that the kernel hands to another thread is noticed only in between.
        while not threading.Event().wait(0.5):
            pass
    finally:
        # A second Ctrl-C must not leave half of it running.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        _progress("stopping")
        stack.stop()


def _report(api_url: str, sample: Path | None) -> str:
    if sample is None:
        return ""
    try:
        return f"  report: {SampleUpload(api_url, sample, _progress).report_url()}"
    except SampleError as error:
        _progress(f"warning: {error}")
        return ""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra_cdk.local.run", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="of the API (default 8000)")
    parser.add_argument(
        "--aws-port", type=int, default=0, help="of S3 and the rest (default: the API's port + 1)"
    )
    parser.add_argument(
        "--data-dir", type=Path, default=Path(".datainsight"), help="everything that survives a restart"
    )
    parser.add_argument("--team", default="local", help="a team of cdk.json (default local)")
    parser.add_argument(
        "--sample", type=_file, help="a file to upload once and to have analysed before it is ready"
    )
    parser.add_argument(
        "--database-resumes",
        type=int,
        default=0,
        metavar="N",
        help="the first N calls find the database waking up",
    )
    parser.add_argument(
        "--shard-bytes",
        type=int,
        metavar="N",
        help="about how large a shard is (default: as deployed, 64 MiB); small ones cut small files",
    )
    return parser


def _file(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no file {text}")
    return path


def _progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201 - the command's own output


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


if __name__ == "__main__":
    raise SystemExit(main())

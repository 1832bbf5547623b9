"""Lines of JSON (NDJSON): one value on each."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from datainsight.errors import RefusedError
from datainsight.reading.json_document import strict_text
from datainsight.reading.json_values import NotJsonError, too_deep, whole_value
from datainsight.reading.limits import MIB, ReadingLimits


class Line(NamedTuple):
    """A line that holds something.

    Attributes:
        number: 1-based physical line number.
        text: Without its line end.
        value: Decoded, see `json_values.value_at`; None where it is no JSON.
        error: Why it is none.
        end: How many bytes the lines up to and with this one take.
    """

    number: int
    text: str
    value: Any
    error: str | None
    end: int


def json_lines(blocks: Iterable[bytes], encoding: str, limits: ReadingLimits, name: str) -> Iterator[Line]:
    """All lines but blank ones; one that is no JSON has an error, and the next is read all the same.

    Raises:
        RefusedError: A line is longer than the limits allow, or nested absurdly deep.
        UnreadableError: The text is UTF-16 or UTF-32 and damaged.
    """
    if encoding.startswith(("utf-16", "utf-32")):
        blocks = (text.encode("utf-8", "surrogatepass") for text in strict_text(blocks, encoding, name))
    number = end = 0
    for raw in _raw_lines(blocks, limits, name):
        number += 1
        end += len(raw)
        line = raw.rstrip(b"\r\n")
        if not line or line.isspace():
            continue
        try:
            text = line.decode()
            yield Line(number, text, whole_value(text), None, end)
        except UnicodeDecodeError:
            yield Line(number, line.decode(errors="replace"), None, "this is no valid UTF-8", end)
        except NotJsonError as error:
            yield Line(number, text, None, f"{error.what} (column {error.position + 1})", end)
        except RefusedError as error:
            raise too_deep(f"{name}, line {number}") from error


def _raw_lines(blocks: Iterable[bytes], limits: ReadingLimits, name: str) -> Iterator[bytes]:
    """Lines with their line ends; memory holds one block and one line."""
    rest: list[bytes] = []
    waiting = 0
    for block in blocks:
        end = block.rfind(b"\n") + 1
        if not end:
            rest.append(block)
            waiting += len(block)
            if waiting > limits.longest_line_bytes:
                raise RefusedError(
                    f"a line is longer than {limits.longest_line_bytes // MIB} MiB.",
                    where=name,
                    remedy="Check that this is JSON with one record on each line.",
                )
            continue
        whole = b"".join((*rest, block[:end])) if rest else block[:end]
        yield from (line + b"\n" for line in whole[:-1].split(b"\n"))
        rest, waiting = [block[end:]], len(block) - end
    if last := b"".join(rest):
        yield last

"""Hostile inputs, made on the spot: each is small, or is made as a stream.

`python tests/data/hostile/make_hostile.py FOLDER` writes them all; tests use `HOSTILE` and `gzip_bomb`.
"""

import gzip
import io
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

MIB = 1024 * 1024

HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty.csv": lambda: b"",
    "blank.csv": lambda: b"\n\n   \n",
    "header_only.csv": lambda: b"id,name,amount\n",
    "binary.csv": lambda: bytes(range(256)) * 40,
    "unclosed_quote.csv": lambda: b'id,name\n1,Ann\n2,"Bob\n3,Cid\n',
    "ragged.csv": lambda: b"id,name,city\n1,Ann\n2,Bob,Ulm,extra\n3,Cid,Bern\n",
    "wide.csv": lambda: (
        (",".join(f"c{n}" for n in range(5_000)) + "\n").encode() + b"1" + b",2" * 4_999 + b"\n"
    ),
    "too_wide.csv": lambda: (",".join(f"c{n}" for n in range(20_001)) + "\n").encode() * 2,
    "duplicate_names.csv": lambda: b"id,id,,name,\n1,2,3,4,5\n",
    "nul_bytes.csv": lambda: b"id,name\n1,A\0nn\n2,Bob\n",
    "utf16.csv": lambda: "id,name\n1,Zoë\n2,Bob\n".encode("utf-16"),
    "utf16_unmarked.csv": lambda: "id,name\n1,Zoe\n2,Bob\n".encode("utf-16-le"),
    "latin1.csv": lambda: "id,name\n1,Zoë\n2,Bob\n".encode("latin-1"),
    "bad_utf8.csv": lambda: b"id,name\n" + "1,Zoë Müller\n".encode() * 30 + b"2,B\xffb\n",
    "truncated.csv.gz": lambda: gzip.compress(b"id,name\n" + b"1,Ann\n" * 9_999)[:-60],
    "damaged.csv.gz": lambda: gzip.compress(b"id,name\n1,Ann\n")[:12] + b"garbage garbage",
    "workbook.csv": lambda: b"PK\x03\x04" + bytes(60),
    "old_workbook.csv": lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
    "parquet.csv": lambda: b"PAR1\x15\x04" + bytes(60) + b"PAR1",
    "picture.csv": lambda: b"\x89PNG\r\n\x1a\n" + bytes(60),
    "document.csv": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "trailing_comma.json": lambda: b'[{"id": 1, "name": "Ann"}, {"id": 2, "name": "Bob"},]',
    "broken_lines.ndjson": lambda: b'{"id": 1}\n{"id": 2,}\n{"id"\n',
    "page.csv": lambda: b"<!DOCTYPE html><html><body>Not found</body></html>",
}


def gzip_bomb(size_bytes: int = 1024 * MIB) -> bytes:
    """A gzip file of zeros and line ends that grows a thousandfold; made without holding its content."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = (b"0" * 1023 + b"\n") * 1024
    out = io.BytesIO()
    for _ in range(size_bytes // len(block)):
        out.write(compressor.compress(block))
    out.write(compressor.flush())
    return out.getvalue()


def main() -> None:
    """Writes all of them into the folder that is named."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in HOSTILE.items():
        (folder / name).write_bytes(make())
    (folder / "bomb.csv.gz").write_bytes(gzip_bomb())


if __name__ == "__main__":
    main()

"""Writes the table of the benchmark: `python -m tests.benchmarks.table PATH ROWS`."""

import sys
from pathlib import Path

from datainsight.services.generated_table import ensure_table

if __name__ == "__main__":
    ensure_table(Path(sys.argv[1]), int(sys.argv[2]))

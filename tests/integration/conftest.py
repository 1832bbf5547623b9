import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.database import LocalDatabase, local_database


@pytest.fixture(scope="session")
def database() -> Iterator[LocalDatabase]:
    # Not below pytest's own folder, which the user that PostgreSQL runs as may not enter when we are root.
    with tempfile.TemporaryDirectory(prefix="datainsight-") as folder:
        Path(folder).chmod(0o755)
        with local_database(Path(folder)) as local:
            yield local

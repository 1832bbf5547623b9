"""Every format goes through the stages as CSV does, and gives the same facts."""

import gzip
import json
import zipfile
from collections.abc import Callable
from io import BytesIO

import polars as pl
import pytest

from datainsight.codegen.script import Language, write_script
from datainsight.models.dataset import Shard
from datainsight.models.document import ProfileDocument
from datainsight.models.events import ProfileRequest
from datainsight.profiling import storing
from datainsight.profiling.conclude import conclude
from datainsight.profiling.partial import merge_all
from datainsight.reading.source import LocalFile
from datainsight.services import object_keys
from datainsight.services.profile_shard import profile_shard, read_description
from datainsight.services.profile_source import analyse
from tests.unit.reading.workbooks import Rows, xlsx
from tests.unit.services.arranging import plan, request_for, uploaded
from tests.unit.services.fakes import MemoryPorts

RECORDS = [{"id": n, "city": f"City {n % 7}", "amount": n + 0.5} for n in range(400)]
ROWS: Rows = [[n, f"City {n % 7}", n + 0.5] for n in range(400)]
FRAME = pl.DataFrame(RECORDS)


def _written(write: Callable[[BytesIO], object]) -> bytes:
    target = BytesIO()
    write(target)
    return target.getvalue()


def _zipped() -> bytes:
    def write(target: BytesIO) -> None:
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr("t.csv", FRAME.write_csv())

    return _written(write)


FILES = {
    "t.csv": FRAME.write_csv().encode(),
    "t.json": json.dumps(RECORDS).encode(),
    "t.ndjson": "".join(json.dumps(each) + "\n" for each in RECORDS).encode(),
    "t.json.gz": gzip.compress(json.dumps(RECORDS).encode()),
    "t.xlsx": xlsx({"S": [["id", "city", "amount"], *ROWS]}),
    "t.parquet": _written(lambda target: FRAME.write_parquet(target, row_group_size=100)),
    "t.arrow": _written(FRAME.write_ipc),
    "t.zip": _zipped(),
}


def staged(name: str) -> tuple[str, list[dict[str, object]]]:
    """The format and the columns' facts after plan and profile."""
    world = MemoryPorts()
    uploaded(world, FILES[name], name=name)
    planned = plan(world, request_for(world)).plan
    shards = [Shard.model_validate(each) for each in json.loads(world.objects.get(planned.shards_key))]
    partials = []
    for shard in shards:
        request = ProfileRequest(analysis=planned.analysis, shard=shard)
        profile_shard(request, objects=world.objects, analyses=world.analyses, now=world.now)
        key = object_keys.partial_key(planned.analysis, shard.index)
        partials.append(storing.unpack(world.objects.get(key)))
    description = read_description(planned.analysis, objects=world.objects)
    profile = conclude(merge_all(partials), description)
    return profile.dataset.format, [each.model_dump(mode="json") for each in profile.columns]


@pytest.mark.parametrize("name", [name for name in FILES if name != "t.csv"])
def test_the_stages_find_the_same_facts_in_every_format(name: str) -> None:
    file_format, columns = staged(name)
    assert file_format == {"t.json.gz": "json", "t.zip": "csv"}.get(name, name.removeprefix("t."))
    assert columns == staged("t.csv")[1]


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> ProfileDocument:
    path = tmp_path_factory.mktemp("formats") / "t.parquet"
    path.write_bytes(FILES["t.parquet"])
    return analyse(LocalFile(path))


@pytest.mark.parametrize("language", list(Language))
def test_scripts_for_other_formats_say_how_to_make_their_input(
    document: ProfileDocument, language: Language
) -> None:
    assert document.dataset.format == "parquet"
    script = write_script(document, language)
    assert "a file in the format parquet" in script
    assert "datainsight convert FILE --output INPUT.csv" in script

"""Whatever is in a file: a table or one of our errors, and the same table however it is cut."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from datainsight.errors import DataInsightError
from datainsight.reading.describe import describe

from .sources import MemorySource, table

TEXTS = st.text(alphabet=st.sampled_from("a1 ,;|\t\n\r\"'\\.-:#\0é€\ufeff"), max_size=60)
ENCODINGS = ("utf-8", "utf-16", "utf-16-be", "utf-32", "cp1252", "utf-8-sig")


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(
        st.binary(max_size=60),
        st.builds(lambda text, encoding: text.encode(encoding, "replace"), TEXTS, st.sampled_from(ENCODINGS)),
        st.builds(lambda line, times: line * times, st.binary(max_size=12), st.integers(1, 30)),
    ),
    st.integers(1, 40),
)
@example(b"\xff\xfea", 1)
@example(b"-\t\r,\r\x00", 1)
@example(b"a,b\n" * 9 + b"\xe2\x82", 5)
def test_a_table_or_our_own_error(data: bytes, target_bytes: int) -> None:
    try:
        description = describe(MemorySource(data))
        frame, _ = table(data, description)
    except DataInsightError:
        return
    assert tuple(frame.columns) == description.columns
    assert len(set(description.columns)) == len(description.columns)
    assert all(name.strip() for name in description.columns)
    parts, _ = table(data, description, target_bytes=target_bytes, batch_bytes=target_bytes)
    assert parts.rows() == frame.rows()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "shift_jis", "gb18030"]
)
def test_the_data_begins_where_the_header_ends(encoding: str) -> None:
    name = {"shift_jis": "名前は何ですか", "gb18030": "名字叫什么"}.get(encoding, "Größe")
    text = f"id,{name}\r\n" + "".join(f"{n},{name}x\r\n" for n in range(30))
    frame, problems = table(text.encode(encoding))
    assert frame.columns == ["id", name]
    assert frame.rows() == [(str(n), f"{name}x") for n in range(30)]
    assert problems == []

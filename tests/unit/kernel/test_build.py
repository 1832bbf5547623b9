"""The kernel is compiled when something changed, and never stands in the way when it cannot be."""

import importlib.util
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from datainsight.kernel import build

LINUX = build.TARGETS[0]


def without_compiler(name: str) -> ModuleSpec | None:
    assert name == "ziglang"
    return None


def test_a_current_library_is_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def compile_(_: build.Target, made: Path, options: tuple[str, ...]) -> None:
        made.write_bytes(b"made with " + " ".join(options).encode())

    monkeypatch.setattr(build, "_compile", compile_)
    library = build.build(LINUX, tmp_path)
    first = library.stat().st_mtime_ns
    assert build.build(LINUX, tmp_path).stat().st_mtime_ns == first
    assert build.build(LINUX, tmp_path, "-g").read_bytes() == b"made with -g"


def test_without_a_compiler_one_line_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", without_compiler)
    with pytest.raises(build.KernelBuildError, match="ziglang is not installed"):
        build.build(LINUX, tmp_path)
    monkeypatch.setattr(build, "wanted", lambda: (LINUX,))
    monkeypatch.setattr(build.build, "__defaults__", (tmp_path,))
    assert build.main([]) == 0
    assert capsys.readouterr().err.count("\n") == 1
    assert not list(tmp_path.glob("*.so"))


def test_what_the_compiler_refuses_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "broken.c").write_text("this is no C\n")
    monkeypatch.setattr(build, "SOURCE", source)
    with pytest.raises(build.KernelBuildError, match="error"):
        build.build(LINUX, tmp_path / "made")
    assert not list((tmp_path / "made").glob("*.so"))


def test_linux_is_always_built_for_lambda() -> None:
    assert {each.machine for each in build.wanted() if each.system == "linux"} == {"x86_64", "aarch64"}

"""What is kept comes back; what is damaged is noticed, whatever byte was hit."""

from __future__ import annotations

import contextlib
import os
import random
import resource
import sqlite3
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.run.cache import (
    CacheDamagedError,
    CacheReader,
    CacheWriter,
    Entry,
    Packed,
    _create,
    _digest,
    clear,
    info,
)

ENTRIES = [Entry(f"{n:064x}", "read" if n % 2 else "result", f'{{"n": {n}}}'.encode() * 50) for n in range(9)]


def packed(entries: list[Entry]) -> list[Packed]:
    return [entry.packed() for entry in entries]


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "cache.sqlite"
    writer = CacheWriter(path)
    writer.add(packed(ENTRIES), ())
    writer.flush()
    return path


def test_what_was_kept_comes_back(path):
    reader = CacheReader(path)
    assert [reader.get(entry.key) for entry in ENTRIES] == [entry.value for entry in ENTRIES]
    assert reader.get("unknown") is None
    assert info(path).entries == {"read": 4, "result": 5}


def test_a_cache_that_is_not_there_holds_nothing(tmp_path):
    assert CacheReader(tmp_path / "none").get("a") is None
    assert info(tmp_path / "none").entries == {}
    assert clear(tmp_path / "none") is False
    assert list(tmp_path.iterdir()) == []


def test_only_what_a_run_used_outlives_it(path):
    writer = CacheWriter(path)
    writer.add(packed([Entry("new", "read", b"{}")]), [ENTRIES[3].key])
    writer.prune()
    reader = CacheReader(path)
    assert reader.get("new") == b"{}"
    assert reader.get(ENTRIES[3].key) == ENTRIES[3].value
    assert reader.get(ENTRIES[4].key) is None


@given(st.data())
def test_no_flipped_bit_passes_for_what_was_kept(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("flip") / "cache.sqlite"
    writer = CacheWriter(path)
    writer.add(packed(ENTRIES), ())
    writer.flush()
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(bytes(content))
    reader = CacheReader(path)
    for entry in ENTRIES:
        with contextlib.suppress(CacheDamagedError):
            assert reader.get(entry.key) in (entry.value, None)
    reader.close()
    writer = CacheWriter(path)
    writer.add(packed([Entry("new", "read", b"{}")]), ())
    writer.prune()  # whatever was hit, the next run has a cache that works
    assert writer.trouble == ""
    assert CacheReader(path).get("new") == b"{}"


def test_a_file_that_says_it_is_read_only_is_begun_anew(path):
    content = bytearray(path.read_bytes())
    content[18] = 4  # the version that a program must know to write it
    path.write_bytes(bytes(content))
    writer = CacheWriter(path)
    writer.add(packed([Entry("new", "read", b"{}")]), ())
    writer.prune()
    assert writer.trouble == ""
    assert CacheReader(path).get("new") == b"{}"


@pytest.mark.parametrize("length", [0, 1, 99, 100, 4096, 5000])
def test_a_file_that_was_cut_short_is_begun_anew(path, length):
    path.write_bytes(path.read_bytes()[:length])
    reader = CacheReader(path)
    for entry in ENTRIES:
        with contextlib.suppress(CacheDamagedError):
            assert reader.get(entry.key) in (entry.value, None)
    writer = CacheWriter(path)
    writer.add(packed([Entry("new", "read", b"{}")]), ())
    writer.prune()
    assert CacheReader(path).get("new") == b"{}"


def test_a_file_of_another_format_is_begun_anew(path):
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    writer = CacheWriter(path)
    writer.add(packed([Entry("new", "read", b"{}")]), ())
    writer.flush()
    assert info(path).entries == {"read": 1}


def test_an_entry_that_would_fill_the_memory_is_refused(path):
    bomb = zlib.compress(bytes(70 << 20), 9)
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO entries VALUES ('bomb', 'read', ?, 1, ?)", (_digest("bomb", "read", bomb), bomb)
        )
    connection.close()
    with pytest.raises(CacheDamagedError, match="too large"):
        CacheReader(path).get("bomb")


def test_a_place_that_cannot_be_written_is_said_and_left(tmp_path):
    writer = CacheWriter(tmp_path / "no" / "folder.sqlite")
    writer.add(packed(ENTRIES), ())
    writer.prune()
    assert "unable to open" in writer.trouble
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_half_written_is_rolled_back(tmp_path):
    path = tmp_path / "cache.sqlite"
    large = [
        Entry(entry.key, entry.kind, random.Random(n).randbytes(90_000)) for n, entry in enumerate(ENTRIES)
    ]
    writer = CacheWriter(path)
    writer.add(packed(large), ())
    writer.flush()
    killed = os.fork()
    if not killed:
        connection = _create(path)
        connection.execute("PRAGMA cache_size = 2")  # so that pages reach the file before the end
        connection.execute("UPDATE entries SET value = zeroblob(70000)")
        os._exit(0)
    os.waitpid(killed, 0)
    assert path.with_name(path.name + "-journal").stat().st_size
    assert CacheReader(path).get(large[3].key) == large[3].value
    assert info(path).entries == {"read": 4, "result": 5}


def test_a_cache_in_a_folder_that_cannot_be_written_is_read(path):
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        assert CacheReader(path).get(ENTRIES[0].key) == ENTRIES[0].value
    finally:
        path.parent.chmod(0o755)


def test_a_disk_that_is_full_costs_the_new_entries_only(path):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    writer = CacheWriter(path)
    writer.add(packed([Entry("new", "read", random.Random(1).randbytes(900_000))]), ())
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 4096, hard))
    try:
        writer.prune()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert writer.trouble
    assert [CacheReader(path).get(entry.key) for entry in ENTRIES] == [entry.value for entry in ENTRIES]

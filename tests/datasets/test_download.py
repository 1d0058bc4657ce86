"""Downloads from a server of our own: they resume, are checked, and say what went wrong."""

from __future__ import annotations

import hashlib
import io
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from quizrnn.datasets import catalogue, download
from quizrnn.datasets.catalogue import DATA_SETS, DataSet, Remote
from quizrnn.datasets.error import DataError
from quizrnn.i18n import data as texts

CONTENT = bytes(range(256)) * 1000


class Server:
    """Serves CONTENT; ``stop_after`` breaks the next answer off, ``ranges`` is what was asked for."""

    def __init__(self) -> None:
        self.content = CONTENT
        self.stop_after: int | None = None
        self.honours_ranges = True
        self.status = 200
        self.ranges: list[str | None] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked = self.headers.get("Range")
                server.ranges.append(asked)
                if server.status != 200:
                    self.send_error(server.status)
                    return
                start = int(asked.split("=")[1].rstrip("-")) if asked and server.honours_ranges else 0
                self.send_response(206 if start else 200)
                self.send_header("Content-Length", str(len(server.content) - start))
                self.end_headers()
                end, server.stop_after = server.stop_after, None
                self.wfile.write(server.content[start:end])

            def log_message(self, *args: Any) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.http.server_port}/file.bin"


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.http.shutdown()
    made.http.server_close()


def data_set(url: str, content: bytes = CONTENT, size: int | None = None) -> DataSet:
    remote = Remote(
        url, "file.bin", len(content) if size is None else size, hashlib.sha256(content).hexdigest()
    )
    return DataSet("spoken", (remote,), "D03")


def test_a_download_arrives_once_with_its_progress(server: Server, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    folder, fetched = download.get(
        data_set(server.url), tmp_path, lambda _, here, size: told.append((here, size))
    )
    assert fetched
    assert (folder / "file.bin").read_bytes() == CONTENT
    assert [here for here, _ in told] == sorted({here for here, _ in told})
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert download.get(data_set(server.url), tmp_path) == (folder, False)
    assert len(server.ranges) == 1


@pytest.mark.parametrize("honours", [True, False])
def test_a_broken_download_goes_on(server: Server, tmp_path: Path, honours: bool) -> None:
    server.stop_after, server.honours_ranges = 100_000, honours
    with pytest.raises(DataError, match="broke off after 100000 of 256000 bytes"):
        download.get(data_set(server.url), tmp_path)
    folder = catalogue.folder_of(data_set(server.url), tmp_path)
    assert not (folder / "file.bin").exists()
    download.get(data_set(server.url), tmp_path)
    assert (folder / "file.bin").read_bytes() == CONTENT
    assert server.ranges == [None, "bytes=100000-"]


def test_another_file_is_thrown_away(server: Server, tmp_path: Path) -> None:
    server.content = CONTENT[:-1] + b"?"
    with pytest.raises(DataError, match="not the file that was expected"):
        download.get(data_set(server.url), tmp_path)
    assert list(catalogue.folder_of(data_set(server.url), tmp_path).iterdir()) == []


def test_a_damaged_copy_is_fetched_again(server: Server, tmp_path: Path) -> None:
    folder, _ = download.get(data_set(server.url), tmp_path)
    (folder / "file.bin").write_bytes(b"damaged")
    assert download.get(data_set(server.url), tmp_path) == (folder, True)
    assert (folder / "file.bin").read_bytes() == CONTENT


def test_a_whole_part_needs_no_network(tmp_path: Path) -> None:
    wanted = data_set("http://127.0.0.1:9/file.bin")
    folder = catalogue.folder_of(wanted, tmp_path)
    folder.mkdir(parents=True)
    (folder / "file.bin.part").write_bytes(CONTENT)
    download.get(wanted, tmp_path)
    assert (folder / "file.bin").read_bytes() == CONTENT


def test_no_network_and_a_server_that_refuses(server: Server, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be reached"):
        download.get(data_set("http://127.0.0.1:9/file.bin"), tmp_path)
    server.status = 503
    with pytest.raises(DataError, match="answered 503"):
        download.get(data_set(server.url), tmp_path)


def test_a_folder_that_cannot_be_written(server: Server, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(DataError, match="cannot be written"):
        download.get(data_set(server.url), tmp_path)


def zip_of(files: dict[str, bytes], **how: Any) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", **how) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_an_archive_is_known_by_its_recordings_however_it_is_packed(server: Server, tmp_path: Path) -> None:
    files = {"a/1_x_0.wav": b"one", "a/2_x_0.wav": b"two", "a/README": b"hello"}
    packed = zip_of(files)
    other = zip_of(
        {f"b/{name[2:]}": files[name] for name in reversed(files)}, compression=zipfile.ZIP_DEFLATED
    )
    (tmp_path / "packed.zip").write_bytes(packed)
    digest = download.members_digest(tmp_path / "packed.zip")
    wanted = DataSet("spoken", (Remote(server.url, "clips.zip", members=digest),), "D03")
    server.content = other
    folder, _ = download.get(wanted, tmp_path)
    assert (folder / "clips.zip").read_bytes() == other
    server.content = zip_of({"a/1_x_0.wav": b"one", "a/2_x_0.wav": b"too"})
    (folder / "clips.zip").unlink()
    with pytest.raises(DataError, match="not the file that was expected"):
        download.get(wanted, tmp_path)


@pytest.mark.parametrize("known", DATA_SETS, ids=lambda known: known.name)
def test_every_data_set_can_be_checked_and_has_its_licence(known: DataSet) -> None:
    for remote in known.files:
        assert remote.url.startswith("https://")
        assert len(remote.sha256 or remote.members) == 64
    for language in (texts.EN, texts.JA):
        assert language[known.name]
        assert language[f"licence.{known.name}"]


def test_an_unknown_name_gets_the_right_ones() -> None:
    with pytest.raises(DataError, match="There are: mnist, spoken"):
        catalogue.find_data_set("minst")

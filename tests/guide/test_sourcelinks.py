"""Outside addresses: which are asked, and what is said of those that do not answer. The server is on this machine."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pytest

from guide.cli import main
from guide.problems import ProblemsError
from guide.site import load_site
from guide.sourcelinks import Address, addresses, check
from tests.small import SOURCES

STATUS = {"/good": 200, "/new": 200, "/moved": 301, "/gone": 404, "/fault": 500}


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    """Answers 200, 301, 404, 500, or not at all."""
    done = threading.Event()

    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            if self.path == "/silent":
                done.wait(30)
                return
            self.send_response(STATUS.get(self.path, 404))
            if self.path == "/moved":
                self.send_header("Location", "/new")
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_HEAD = do_GET

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass

    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        done.set()
        server.shutdown()


def test_each_address_that_fails_or_has_moved_is_named_with_its_line(host):
    paths = ["/good", "/moved", "/gone", "/fault", "/silent"]
    found = check([Address(f"{host}{path}", "docs/data/sources.yml", line) for line, path in enumerate(paths, 1)], 2)
    said = [str(problem).replace(host, "") for problem in found]
    assert said[0] == "docs/data/sources.yml:2: /moved has moved to /new"
    assert said[1] == "docs/data/sources.yml:3: /gone does not answer: 404 Not Found"
    assert said[2] == "docs/data/sources.yml:4: /fault does not answer: 500 Internal Server Error"
    assert said[3].startswith("docs/data/sources.yml:5: /silent does not answer: ReadTimeout")
    assert len(said) == 4


def test_the_command_never_fails_a_workflow(make_guide, host, capsys):
    old = "https://www.ohchr.org/en/instruments-mechanisms/instruments/convention-rights-child"
    root = make_guide({"docs/data/sources.yml": SOURCES.replace(old, f"{host}/gone")})
    assert main(["--root", str(root), "links", "--seconds", "2"]) == 0
    assert "docs/data/sources.yml:7: " in capsys.readouterr().out


def test_addresses_of_sources_helplines_and_regions_are_asked_once(real_site):
    found = addresses(real_site)
    assert len({address.url for address in found}) == len(found) > 500
    assert {address.file.split("/")[2] for address in found} >= {"sources.yml", "helplines.yml", "regions"}
    assert all(address.line > 1 for address in found)


def test_a_missing_program_is_named(make_guide, tmp_path):
    with pytest.raises(ProblemsError, match="LinkChecker is missing"):
        check(addresses(load_site(make_guide())), 1, tmp_path / "none")

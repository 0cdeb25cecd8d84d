"""The site as a host sends it: a real nginx on loopback with the settings in hosting/nginx, and _headers."""

from __future__ import annotations

import gzip
import http.client
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli
import pytest

from guide.cli import main
from guide.hosting import CHECKSUMS, FOR_GOOD, HEADERS, compress, write_checksums
from tests import nginx
from tests.conftest import REPOSITORY

LANGUAGES = ("ar", "en", "es", "fr", "pt", "ru", "zh")
# Enough to ask for every kind of file in two languages; compressing all takes a minute.
HOSTED = (
    "index.html", "404.html", "assets", "robots.txt", "_headers", "data/facts.json",
    "en/index.html", "en/404.html", "en/assets", "en/pagefind", "en/legislate/ratify/index.html", "en/sitemap.xml",
    "fr/index.html", "fr/404.html",
)  # fmt: skip
Ask = Callable[..., http.client.HTTPResponse]


@pytest.fixture(scope="module")
def hosted(site_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Part of the built site, compressed, with checksums and with files of types that it may come to hold."""
    folder = tmp_path_factory.mktemp("hosted")
    for name in HOSTED:
        source, place = site_dir / name, folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, place, ignore=shutil.ignore_patterns("*.gz", "*.br"))
        else:
            shutil.copy2(source, place)
    (folder / "en/downloads").mkdir()
    (folder / "en/downloads/guide.epub").write_bytes(b"PK")
    (folder / "en/guide.webmanifest").write_text("{}")
    (folder / ".git").mkdir()
    (folder / ".git/config").write_text("secret")
    compress(folder)
    write_checksums(folder)
    return folder


@pytest.fixture(scope="module")
def ask(hosted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Return a function that asks nginx for a path; the answer has .content besides."""
    with nginx.serve(hosted, tmp_path_factory.mktemp("nginx")) as (host, port):

        def get(path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
            connection = http.client.HTTPConnection(host, port, timeout=10)
            connection.request(method, path, headers={name.replace("_", "-"): text for name, text in headers.items()})
            answer = connection.getresponse()
            answer.content = answer.read()
            connection.close()
            return answer

        yield get


@pytest.mark.parametrize("path", ["/", "/en/", "/en/no-such-page/", "/nowhere", "/data/facts.json"])
def test_every_answer_carries_the_headers(ask, path):
    answer = ask(path)
    assert {name: answer.getheader(name) for name in HEADERS} == HEADERS
    assert "nginx/" not in answer.getheader("Server")
    assert answer.getheader("Set-Cookie") is None


def test_nginx_and_static_hosts_get_the_same_headers(site_dir):
    settings = (REPOSITORY / "hosting/nginx/guide-site.conf").read_text(encoding="utf-8")
    assert dict(re.findall(r'add_header (\S+) "(.*)" always;', settings)) == HEADERS
    everywhere = (site_dir / "_headers").read_text(encoding="utf-8").split("\n/")[0]
    assert dict(line.strip().split(": ", 1) for line in everywhere.splitlines()[1:]) == HEADERS | {
        "Cache-Control": "no-cache"
    }


def test_the_policy_allows_nothing_inline():
    assert "unsafe-inline" not in HEADERS["Content-Security-Policy"]
    assert "'unsafe-eval'" not in HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("accepted", "encoding", "read"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("", None, bytes),
    ],
)
def test_the_smallest_copy_that_the_browser_reads_is_sent(ask, hosted, accepted, encoding, read):
    answer = ask("/en/legislate/ratify/", Accept_Encoding=accepted)
    assert answer.getheader("Content-Encoding") == encoding
    assert "Accept-Encoding" in ", ".join(answer.headers.get_all("Vary"))
    assert read(answer.content) == (hosted / "en/legislate/ratify/index.html").read_bytes()


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        ("fr", "/fr/"),
        ("fr-CA,fr;q=0.9,en;q=0.8", "/fr/"),
        ("de-DE,de;q=0.9,ar;q=0.8,en;q=0.7", "/ar/"),
        ("zh-Hans-CN, zh;q=0.9", "/zh/"),
        ("enm, es", "/es/"),
        ("pt", "/pt/"),
        ("ru-RU", "/ru/"),
    ],
)
def test_the_front_door_leads_to_the_first_language_of_the_browser(ask, wanted, place):
    answer = ask("/", Accept_Language=wanted)
    assert (answer.status, answer.getheader("Location")) == (302, f"{place}#door")
    assert "Accept-Language" in answer.headers.get_all("Vary")
    assert answer.getheader("Cache-Control") == "no-cache"


@pytest.mark.parametrize(("path", "wanted"), [("/", ""), ("/", "de, nl;q=0.5"), ("/", "*"), ("/?list", "fr")])
def test_other_readers_get_the_list_of_languages(ask, hosted, path, wanted):
    answer = ask(path, Accept_Language=wanted)
    assert (answer.status, answer.content) == (200, (hosted / "index.html").read_bytes())


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/fr/rien/", "fr/404.html"),
        ("/en/legislate/nothing", "en/404.html"),
        ("/de/", "404.html"),
        ("/nothing", "404.html"),
        ("/.git/config", "404.html"),
        ("/en/assets/", "en/404.html"),
    ],
)
def test_a_missing_page_answers_in_the_language_of_its_address(ask, hosted, path, page):
    answer = ask(path)
    assert (answer.status, answer.content) == (404, (hosted / page).read_bytes())
    assert answer.getheader("Cache-Control") == "no-cache"


def test_hashed_files_are_kept_for_good_and_all_else_is_asked_for_again(ask, hosted):
    names = [path.relative_to(hosted).as_posix() for path in hosted.rglob("*") if path.suffix not in (".gz", ".br")]
    hashed = [
        name for name in names if re.search(r"assets/.*\.[0-9a-f]{8}\.(css|js|svg)$|\.pf_(fragment|index)$", name)
    ]
    assert len(hashed) > 100
    for name in (hashed[0], next(name for name in hashed if name.endswith(".pf_index")), hashed[-1]):
        assert ask(f"/{name}").getheader("Cache-Control") == FOR_GOOD, name
    kept = [name for name in names if "/assets/" in f"/{name}" and (hosted / name).is_file()]
    assert set(kept) <= set(hashed), "every file below assets/ changes its name with its content"
    for path in ("/en/", "/en/pagefind/pagefind.js", "/en/pagefind/pagefind-entry.json", "/data/facts.json"):
        answer = ask(path)
        assert answer.getheader("Cache-Control") == "no-cache", path
        again = ask(path, If_None_Match=answer.getheader("ETag"))
        assert (again.status, again.content) == (304, b""), path


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/en/", "text/html; charset=utf-8"),
        ("/en/pagefind/pagefind.js", "application/javascript; charset=utf-8"),
        ("/en/pagefind/wasm.en.pagefind", "application/octet-stream"),
        ("/en/downloads/guide.epub", "application/epub+zip"),
        ("/en/guide.webmanifest", "application/manifest+json; charset=utf-8"),
        ("/data/facts.json", "application/json; charset=utf-8"),
        ("/en/sitemap.xml", "text/xml; charset=utf-8"),
        ("/SHA256SUMS", "text/plain; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
    ],
)
def test_types(ask, path, kind):
    answer = ask(path)
    assert (answer.status, answer.getheader("Content-Type")) == (200, kind)


def test_an_address_without_its_last_slash_leads_to_the_page(ask):
    answer = ask("/en/legislate/ratify")
    assert (answer.status, answer.getheader("Location")) == (301, "/en/legislate/ratify/")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_but_reading_is_allowed(ask, method):
    assert ask("/en/index.html", method).status == 405


def test_checksums_hold_for_every_file_and_find_a_changed_one(hosted, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(hosted, copy)
    command = ["sha256sum", "--check", "--quiet", CHECKSUMS]
    assert subprocess.run(command, cwd=copy, capture_output=True, check=False).returncode == 0
    page = copy / "en/index.html"
    page.write_bytes(page.read_bytes() + b" ")
    told = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "en/index.html: FAILED" in told.stdout


def test_compressing_twice_gives_the_same_bytes(hosted):
    page = hosted / "en/legislate/ratify/index.html"
    first = [page.with_name(page.name + end).read_bytes() for end in (".gz", ".br")]
    for end in (".gz", ".br"):
        page.with_name(page.name + end).unlink()
    compress(hosted)
    assert [page.with_name(page.name + end).read_bytes() for end in (".gz", ".br")] == first


def test_compress_before_a_build_says_what_to_do(make_guide, capsys):
    assert main(["--root", str(make_guide()), "compress"]) == 1
    assert capsys.readouterr().out == "site:0: is not built; run guide site first\n"


def test_the_whole_example_is_a_valid_configuration(tmp_path):
    (tmp_path / "snippets").mkdir()
    shutil.copy(nginx.SETTINGS / "guide-site.conf", tmp_path / "snippets")
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=guide"]
    subprocess.run([*made, "-keyout", "guide.key", "-out", "guide.pem"], cwd=tmp_path, check=True, capture_output=True)
    example = (nginx.SETTINGS / "example.conf").read_text(encoding="utf-8")
    example = re.sub(r"/etc/ssl/(certs|private)/", f"{tmp_path}/", example)
    (tmp_path / "nginx.conf").write_text(
        f"load_module {nginx.MODULES}/ngx_http_brotli_static_module.so;\npid {tmp_path}/pid;\n"
        f"events {{}}\nhttp {{ include /etc/nginx/mime.types; include {nginx.SETTINGS}/guide-http.conf;\n{example} }}\n",
        encoding="utf-8",
    )
    command = [nginx.program(), "-t", "-q", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf"), "-e", "stderr"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")


def test_the_settings_know_the_languages_of_the_guide(real_site):
    settings = (REPOSITORY / "hosting/nginx/guide-http.conf").read_text(encoding="utf-8")
    lists = re.findall(r"\w{2}(?:\|\w{2}){2,}", settings)
    assert len(lists) == 3
    for found in lists:
        assert sorted(found.split("|")) == sorted(real_site.config.locales) == list(LANGUAGES)

"""A real nginx on loopback with the settings in hosting/nginx. Where it is missing that is a failure, not a skip."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import REPOSITORY

SETTINGS = REPOSITORY / "hosting/nginx"
MODULES = Path("/usr/lib/nginx/modules")
MAIN = """
{user}
daemon off;
pid {scratch}/nginx.pid;
error_log {scratch}/error.log;
load_module {modules}/ngx_http_brotli_static_module.so;
events {{ }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {scratch}/body;
    proxy_temp_path {scratch}/proxy;
    fastcgi_temp_path {scratch}/fastcgi;
    uwsgi_temp_path {scratch}/uwsgi;
    scgi_temp_path {scratch}/scgi;
    include {settings}/guide-http.conf;
    server {{
        listen 127.0.0.1:{port};
        root {folder};
        include {settings}/guide-site.conf;
    }}
}}
"""


def program() -> str:
    """Return where nginx is. Raise RuntimeError with the command that installs it when it is missing."""
    found = shutil.which("nginx", path="/usr/sbin:/usr/bin:/sbin:/bin")
    if found is None or not (MODULES / "ngx_http_brotli_static_module.so").exists():
        raise RuntimeError("nginx is missing; on Debian: apt-get install nginx-light libnginx-mod-http-brotli-static")
    return found


@contextmanager
def serve(folder: Path, scratch: Path) -> Iterator[tuple[str, int]]:
    """Serve a folder with our settings; yield host and port. scratch: for its process id and error log."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    values = {
        "user": "user root;" if os.geteuid() == 0 else "",
        "scratch": scratch,
        "modules": MODULES,
        "settings": SETTINGS,
        "port": port,
        "folder": folder,
    }
    configuration = scratch / "nginx.conf"
    configuration.write_text(MAIN.format(**values), encoding="utf-8")
    process = subprocess.Popen([program(), "-p", str(scratch), "-c", str(configuration)], stderr=subprocess.PIPE)
    try:
        _wait(process, port)
        yield "127.0.0.1", port
    finally:
        process.terminate()
        process.wait(10)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(200):
        if process.poll() is not None:
            assert process.stderr is not None
            raise RuntimeError(f"nginx did not start: {process.stderr.read().decode()}")
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("nginx does not answer")

"""A dated article over HTTP from a warm server, beside nginx that serves the same bytes.

    python -m benchmarks.http [--seconds 10] [--connections 16]

Starts ``matsne serve`` (one worker) over the example acts and nginx (one worker) over files with
the same bytes, asks both with wrk on loopback for the same number of seconds, and prints p50,
p99, requests a second and the processor time of the server for one request (which, unlike the
others, other programs on the machine do not change much). Target (issue 6, bar 3): p99 below
10 ms and at least 1,000 requests a second. Needs wrk and nginx; says so where they are absent.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

from api.cli_import import import_all, inputs
from api.demo import EXAMPLES
from registry.store import Store

LAW = "/akn/ge/act/kanoni/parlamenti/2021-02-10/410"
ARTICLE = f"{LAW}/kat:2022-06-01/!main~art_3"
CASES = {
    "article, text": (ARTICLE, "text/plain"),
    "article, JSON": (f"/api/v1/acts{ARTICLE}", "application/json"),
    "article, page": (ARTICLE, "text/html"),
    "act, Akoma Ntoso": (f"{LAW}/kat:2022-06-01/!main.xml", "application/akn+xml"),
}
SERVE = "from api.cli import main; main()"
NGINX = """\
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{ access_log off; default_type text/plain; etag on; keepalive_requests 1000000;
 client_body_temp_path {folder}/t; proxy_temp_path {folder}/t; fastcgi_temp_path {folder}/t;
 uwsgi_temp_path {folder}/t; scgi_temp_path {folder}/t;
 server {{ listen 127.0.0.1:{port}; root {folder}/files; }} }}
"""
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


def main() -> None:
    """The table, on standard output."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=int, default=10)
    options.add_argument("--connections", type=int, default=16)
    asked = options.parse_args()
    for tool in ("wrk", "nginx"):
        if shutil.which(tool) is None:
            sys.exit(f"{tool} is not installed (apt-get install {tool})")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = folder / "matsne.sqlite"
        with Store(store) as held:
            list(import_all(held, inputs([EXAMPLES])))
        load = os.getloadavg()[0]
        print(f"{asked.connections} connections, {asked.seconds} s each; load {load:.1f}\n")
        print(
            "| what | server | p50 ms | p99 ms | requests/s | CPU µs |\n|---|---|---|---|---|---|"
        )
        with app(store) as (base, own), nginx(folder, base) as (plain, other):
            for place, (what, (path, accept)) in enumerate(CASES.items()):
                for server, pid, address in (
                    ("matsne serve", own, base + path),
                    ("nginx", other, f"{plain}/{place}"),
                ):
                    found = wrk(address, accept, asked.seconds, asked.connections, pid)
                    told = " | ".join((f"{found[0]:.2f}", f"{found[1]:.2f}", f"{found[2]:,.0f}",
                                       f"{found[3]:.0f}"))  # fmt: skip
                    print(f"| {what} | {server} | {told} |")


@contextmanager
def app(store: Path, quota: int = 100_000_000) -> Iterator[tuple[str, int]]:
    """The application in a process of its own: address and pid. The limit is on, and high."""
    port = free_port()
    command = [sys.executable, "-c", SERVE, "serve", "--port", str(port), "--quota", str(quota)]
    with running(command, port, {"MATSNE_STORE": str(store)}) as pid:
        yield f"http://127.0.0.1:{port}", pid


@contextmanager
def nginx(folder: Path, base: str) -> Iterator[tuple[str, int]]:
    """nginx over files that hold what the application answers, byte for byte."""
    files = folder / "files"
    files.mkdir()
    for place, (path, accept) in enumerate(CASES.values()):
        with urlopen(Request(base + path, headers={"accept": accept})) as answer:
            (files / str(place)).write_bytes(answer.read())
    folder.chmod(0o755)
    port = free_port()
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, port=port), encoding="utf-8")
    with running(["nginx", "-c", str(config), "-p", str(folder)], port, {}) as pid:
        yield f"http://127.0.0.1:{port}", pid


@contextmanager
def running(command: list[str], port: int, settings: dict[str, str]) -> Iterator[int]:
    """A server that is up, by its pid; ended with the block."""
    environment = {**os.environ, **settings}
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    try:
        for _ in range(1200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield server.pid
    finally:
        server.terminate()
        server.wait(10)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def processor(pid: int) -> float:
    """Seconds of processor time that a process and its children have had (Linux)."""
    total = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        if pid in (int(stat.parent.name), int(fields[1])):
            total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def wrk(
    address: str, accept: str, seconds: int, connections: int, pid: int
) -> tuple[float, float, float, float]:
    """p50 and p99 in milliseconds, requests a second, processor microseconds a request; a second
    of warming first."""
    command = ["wrk", "-t1", f"-c{connections}", "--latency", "-H", f"Accept: {accept}"]
    subprocess.run([*command, "-d1s", address], capture_output=True, check=True)
    before = processor(pid)
    done = subprocess.run(
        [*command, f"-d{seconds}s", address], capture_output=True, check=True, text=True
    )
    if "Non-2xx" in done.stdout:
        sys.exit(f"{address}: {done.stdout}")
    found = dict(re.findall(r"(50|99)%\s+([\d.]+(?:us|ms|s))", done.stdout))
    rate = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    count = re.search(r"(\d+) requests in", done.stdout)
    assert rate is not None
    assert count is not None
    spent = (processor(pid) - before) / int(count[1]) * 1e6
    return milliseconds(found["50"]), milliseconds(found["99"]), float(rate[1]), spent


def milliseconds(text: str) -> float:
    """
    >>> milliseconds("1.25ms"), milliseconds("850.00us"), milliseconds("2.00s")
    (1.25, 0.85, 2000.0)
    """
    match = re.fullmatch(r"([\d.]+)(us|ms|s)", text)
    assert match is not None
    return float(match[1]) * _UNITS[match[2]]


if __name__ == "__main__":
    main()

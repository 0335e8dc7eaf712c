"""``matsne serve``, ``matsne bulk``, ``matsne mcp``: the store for others."""

from __future__ import annotations

import gc
import importlib.util
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from api import days
from api.bulk import write_bulk
from api.cli_search import index_path
from api.console import WRONG_USE, fail, open_store, say, store_path, tell
from api.finding import Finder
from api.holdings import Holdings
from api.mcp_tools import Tools
from api.service import Service
from api.web import create_app
from registry import keyring
from registry.database import server_url
from registry.office import Office

INDEX = Annotated[
    Path | None, typer.Option("--index", help="ინდექსის საქაღალდე / folder of the index")
]
BULK = Path("bulk")


def add_to(app: typer.Typer) -> None:
    app.command("serve")(serve)
    app.command("bulk")(bulk)
    app.command("mcp")(mcp)


def serve(
    host: Annotated[str, typer.Option(help="მისამართი / address")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="პორტი / port")] = 8158,
    quota: Annotated[
        int, typer.Option(help="მოთხოვნა წუთში / requests a minute from one address; 0: no limit")
    ] = 1200,
    index: INDEX = None,
    bulk_: Annotated[
        Path, typer.Option("--bulk", help="სრული ასლის საქაღალდე / folder of the bulk files")
    ] = BULK,
) -> None:
    """პორტალი და API. / The portal and the API, until Ctrl-C."""
    with open_store() as store, Office(store.engine).reading() as db:
        if left := keyring.in_the_open(db):
            tell(f"{left} საიდუმლო დაუშიფრავია: იხ. 'matsne office keys' / secrets of devices are "
                 "kept in the open: see 'matsne office keys'")  # fmt: skip
    _free(host, port)
    app = create_app(
        store_path(), quota=quota, index=index or index_path(), bulk=bulk_, server=server_url()
    )
    say(f"http://{host}:{port}/")
    gc.collect()
    gc.freeze()  # the program itself is never garbage; to look through it takes some 80 ms
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False)


def _free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        fail(
            WRONG_USE,
            f"{host}:{port}: პორტი დაკავებულია ან მიუწვდომელია, სცადეთ სხვა --port / "
            f"the port cannot be had, try another --port: {error.strerror or error}",
        )


def bulk(
    to: Annotated[Path, typer.Option(help="საქაღალდე / folder")] = BULK,
) -> None:
    """სრული ასლი: აქტები და ერთეულების რედაქციები. / Bulk files of acts and unit versions."""
    with open_store() as store:
        holdings = Holdings(store)
        manifest = write_bulk(holdings, to)
        holdings.close()
    for file in manifest["files"]:
        say(f"{to / file['name']}: {file['rows']} rows, {file['bytes']} bytes, {file['sha256']}")


def mcp(index: INDEX = None) -> None:
    """MCP სერვერი ენობრივი მოდელებისთვის. / An MCP server on standard input and output."""
    if importlib.util.find_spec("mcp") is None:
        fail(WRONG_USE, "pip install 'matsne[mcp]'")
    from api.mcp_server import mcp_server  # noqa: PLC0415 - an extra

    with open_store() as store:
        holdings = Holdings(store)
        finder = Finder(holdings, index or index_path())
        mcp_server(Tools(Service(holdings, days.today), finder)).run("stdio")
        sys.stdout.flush()

"""kill −9 at random moments: nothing acknowledged is lost, and the store proves itself.

    python -m benchmarks.kill [--moments 500 --seed 1 --seconds 0.3]

A process registers acts and decisions, one transaction each, and says which are kept; it is
killed with SIGKILL after a time drawn at random. After every kill the store is opened again:
every act that was acknowledged must be there, the chain whole, and every version as a replay of
the ledger makes it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import tempfile
import time
from pathlib import Path

from benchmarks.one_law import OneLaw

_EVERY = 40  # kills a store


def work(path: Path, seed: int, out: int) -> None:
    """Register acts until killed, telling each one that is kept."""
    law = OneLaw(path)
    chance = random.Random(seed)
    while True:
        article, point = str(chance.randint(1, 6)), str(chance.randint(1, 3))
        day = f"20{chance.randint(10, 25)}-{chance.randint(1, 12):02}-01"
        units = (("article", article), ("point", point))
        words = f"{point}. წესი {chance.randint(1, 10**6)}."
        iri = law.act({"action": "substitute", "units": units, "new_text": words}, day=day)
        if chance.random() < 0.2:
            law.decide("refuse", iri)
        os.write(out, f"{iri}\n".encode())


def killed(path: Path, seed: int, seconds: float) -> list[str]:
    """Let the worker go for some time, kill it; what it acknowledged."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            work(path, seed, write)
        finally:
            os._exit(1)
    os.close(write)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    said = b""
    while part := os.read(read, 65536):
        said += part
    os.close(read)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the worker stopped by itself")
    return said.decode().split("\n")[:-1]


def problems(path: Path, acknowledged: list[str]) -> list[str]:
    """What is wrong with a store after a kill; nothing is what is asked for."""
    law = OneLaw(path)
    try:
        held = {one.iri for one in law.store.works()}
        out = [f"lost: {iri}" for iri in acknowledged if iri not in held]
        if law.store.chain_break() is not None:
            out.append("chain broken")
        return out + law.differences()
    finally:
        law.store.close()


def run(moments: int, seed: int, folder: Path, seconds: float = 0.3) -> dict[str, object]:
    """Kill so often; the numbers and every problem."""
    chance = random.Random(seed)
    acknowledged: list[str] = []
    found: list[str] = []
    kept = 0
    for moment in range(moments):
        path = folder / f"store-{moment // _EVERY}.sqlite"
        if moment % _EVERY == 0:
            kept += len(acknowledged)
            acknowledged = []
            OneLaw(path).store.close()
        acknowledged += killed(path, seed * 100_000 + moment, chance.uniform(0, seconds))
        found += problems(path, acknowledged)
    return {"moments": moments, "acknowledged": kept + len(acknowledged), "problems": found}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--moments", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=0.3, help="the longest a worker lives")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = run(options.moments, options.seed, Path(folder), options.seconds)
        print(json.dumps(made, ensure_ascii=False))


if __name__ == "__main__":
    main()

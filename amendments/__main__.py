"""``python -m amendments FILE``: the operations of one act as JSON on standard output."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from acts.source import Source
from amendments.read import read_amendments


def main() -> int:
    """Read the file named on the command line. Exit status 2 without one."""
    if len(sys.argv) != 2:
        print("usage: python -m amendments FILE", file=sys.stderr)
        return 2
    data = Path(sys.argv[1]).read_bytes()
    source = Source(text=data.decode(), sha256=hashlib.sha256(data).hexdigest(), format="text")
    json.dump(read_amendments(source).to_json(), sys.stdout, ensure_ascii=False, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""``python -m amendments FILE``: the operations of one act as JSON on standard output."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from acts.read import read_source
from acts.source import BadSource
from amendments.read import read_amendments


def main() -> int:
    """Read the file named on the command line. Exit status 2 without one, 1 on a bad file."""
    if len(sys.argv) != 2:
        print("usage: python -m amendments FILE", file=sys.stderr)
        return 2
    path = Path(sys.argv[1])
    try:
        source = read_source(path.read_bytes(), path.name)
    except BadSource as error:
        print(error, file=sys.stderr)
        return 1
    json.dump(read_amendments(source).to_json(), sys.stdout, ensure_ascii=False, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())

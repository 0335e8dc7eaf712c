"""Tables and their rows and columns: given anew, added, removed, their words changed.

A row is known by its number alone where one table of the unit has it once. New cells are cut from
the new text at tabs or line breaks and must be as many as the table has; a cell too few or too
many may be a broken line, so nothing is put in place of a count that does not fit. A removed row
keeps its number and has the placeholder beside it, as the Herald prints it („6 | (ამოღებულია -
04.10.2017, №26822)“). Columns are counted from the left; their heading is the first row.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from acts.source import CELL_BREAK
from amendments.operations import Operation
from consolidation.refused import Refused
from consolidation.resolve import Place, resolve, scope
from schemas.model import Act, Kind, Removal, Unit
from schemas.normal import normal_form

_REMOVED = "(ამოღებულია"
_TOTALS = ("სულ", "ჯამ", "ს უ ლ")


@dataclass(slots=True)
class Row:
    """A row: the table it is in, with everything above it, and its place there."""

    place: Place
    index: int

    @property
    def cells(self) -> list[str]:
        return self.place.unit.rows[self.index]


def find(act: Act, op: Operation) -> Row:
    """The row an operation cites. Raises :class:`Refused`."""
    tables = _tables(act, op)
    number = op.units[-1][1] or ""
    found = [
        Row(table, index)
        for table in tables
        for index, row in enumerate(table.unit.rows)
        if row and _number(row[0]) == number
    ]
    if len(found) == 1:
        if any(cell.lstrip().startswith(_REMOVED) for cell in found[0].cells[1:]):
            raise Refused("target-removed", f"row {number} is removed")
        _whole(found[0].place.unit.rows, found[0].index)
        return found[0]
    if not found:
        raise Refused("target-not-found", f"no row {number} in {len(tables)} tables")
    raise Refused("ambiguous-target", f"{len(found)} rows bear the number {number}")


def substitute(act: Act, op: Operation) -> Place:
    """Give a row anew, cell by cell."""
    row = find(act, op)
    row.place.unit.rows[row.index] = _cells(op, len(row.cells))
    return row.place


def insert(act: Act, op: Operation) -> Place:
    """Add a row after the last one of a lower number, in the only table there is."""
    tables = _tables(act, op)
    number = op.units[-1][1] or ""
    if len(tables) != 1 or not number.isdigit():
        raise Refused("ambiguous-target", f"{len(tables)} tables may take the row {number}")
    rows = tables[0].unit.rows
    numbers = [_number(row[0]) if row else "" for row in rows]
    if number in numbers:
        raise Refused("number-taken", f"row {number} stands there already")
    lower = [at for at, one in enumerate(numbers) if one.isdigit() and int(one) < int(number)]
    if not lower:
        raise Refused("place-not-found", f"no row stands before row {number}")
    _whole(rows, lower[-1])
    rows.insert(lower[-1] + 1, _cells(op, len(rows[lower[-1]])))
    return tables[0]


def repeal(act: Act, op: Operation, removal: Removal) -> Place:
    """Remove a row: its number stays, with the placeholder beside it."""
    row = find(act, op)
    if len(row.cells) == 1:
        raise Refused("action-not-supported", "the table has no cell beside the number")
    row.place.unit.rows[row.index] = [
        row.cells[0], removal.printed, *("" for _ in row.cells[2:])
    ]  # fmt: skip
    return row.place


def substitute_table(act: Act, op: Operation) -> Place:
    """Give a whole table anew. Its cells are told apart in the source alone (by tabs)."""
    table = only_table(act, op)
    if op.new_text is None:
        raise Refused("payload-missing", "the new table is not in the source")
    rows = [line.split("\t") for line in op.new_text.strip("\n").split("\n")]
    widths = {len(row) for row in rows}
    if len(widths) != 1 or widths == {1}:
        raise Refused("structure-not-readable", "the cells of the new table are not told apart")
    table.unit.rows = [[cell.strip().replace(CELL_BREAK, "\n") for cell in row] for row in rows]
    return table


def only_table(act: Act, op: Operation) -> Place:
    """The table that a path ends with, or the only one of the unit it ends with."""
    path = op.units if op.units and op.units[-1][0] == "table" else (*op.units, ("table", None))
    tables = _tables(act, replace(op, units=(*path, ("row", None))))
    if len(tables) != 1:
        name = "ambiguous-target" if tables else "target-not-found"
        raise Refused(name, f"{len(tables)} tables stand there")
    return tables[0]


def column(act: Act, op: Operation) -> tuple[Place, int]:
    """The table and the place of the column that an operation cites, counted from the left."""
    table = only_table(act, replace(op, units=op.units[:-1]))
    number = op.units[-1][1] or ""
    width = {len(row) for row in table.unit.rows}
    if len(width) != 1:
        raise Refused("ambiguous-target", "the rows of the table differ in their number of cells")
    if not number.isdigit() or not 1 <= int(number) <= min(width):
        raise Refused("target-not-found", f"no column {number} of {min(width)}")
    return table, int(number) - 1


def _tables(act: Act, op: Operation) -> list[Place]:
    """The tables of the unit that holds the row; of a cited table (by its place) that one."""
    path = op.units[:-1]
    which = path[-1][1] if path and path[-1][0] == "table" else None
    path = path[:-1] if path and path[-1][0] == "table" else path
    holder = resolve(act, op.document, path) if path else scope(act, op.document)
    tables = [Place([*holder.chain, *chain], holder.notes) for chain in _below(holder.unit)]
    if which is None:
        return tables
    if not which.isdigit() or not 1 <= int(which) <= len(tables):
        raise Refused("target-not-found", f"no table {which} among {len(tables)}")
    return [tables[int(which) - 1]]


def _below(unit: Unit) -> list[list[Unit]]:
    out: list[list[Unit]] = []
    for child in unit.children:
        if child.kind is Kind.TABLE:
            out.append([child])
        out.extend([child, *rest] for rest in _below(child))
    return out


def _whole(rows: list[list[str]], at: int) -> None:
    """A row below which one without a number stands may go on in it. Raises :class:`Refused`."""
    below = rows[at + 1] if at + 1 < len(rows) else []
    cells = [normal_form(cell) for cell in below]
    if cells and not cells[0] and any(cells) and not any(c.startswith(_TOTALS) for c in cells):
        raise Refused("ambiguous-target", "the row may go on in the one below, without a number")


def _number(cell: str) -> str:
    return normal_form(cell).strip("№.)( ")


def _cells(op: Operation, width: int) -> list[str]:
    if op.new_text is None:
        raise Refused("payload-missing", "the new row is not in the source")
    cells = [cell.strip() for cell in op.new_text.split("\t" if "\t" in op.new_text else "\n")]
    if len(cells) != width:
        raise Refused("different-kind", f"{len(cells)} cells given, {width} in the table")
    if _number(cells[0]) != (op.units[-1][1] or ""):
        raise Refused("different-kind", f"the new row begins with „{cells[0][:20]}“")
    return cells

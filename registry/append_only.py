"""Tables whose rows can only be added: the database itself refuses to change or remove them.

Triggers are made with the tables, on SQLite and on PostgreSQL.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import DDL, Table, event

from registry import office_tables as t

TABLES = (t.audit, t.decisions, t.codes_given, t.draft_events, t.rights_log, t.corrective)


def _on(dialect: str, statement: str) -> Any:
    return DDL(statement).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]


def _guard(table: Table) -> None:
    name = table.name
    for what in ("UPDATE", "DELETE"):
        trigger = f"{name}_no_{what.lower()}"
        lite = (
            f"CREATE TRIGGER IF NOT EXISTS {trigger} BEFORE {what} ON {name} "
            f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
        )
        event.listen(table, "after_create", _on("sqlite", lite))
    function = (
        f"CREATE OR REPLACE FUNCTION {name}_append_only() RETURNS trigger LANGUAGE plpgsql "
        f"AS $$ BEGIN RAISE EXCEPTION '{name} is append-only'; END $$"
    )
    trigger = (
        f"CREATE TRIGGER {name}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}_append_only()"
    )
    for statement in (function, trigger):
        event.listen(table, "after_create", _on("postgresql", statement))


for _table in TABLES:
    _guard(_table)

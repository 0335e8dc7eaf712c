"""Tables of the store, as SQLAlchemy Core, the same on SQLite and PostgreSQL.

``sources`` holds the bytes that came in, addressed by their SHA-256 and kept for ever.
``ledger`` is append-only and hash-chained: orders of acts, decisions of persons, withdrawals of
what an older reader had read. The rest of the truth is derived and can be rebuilt: ``versions``,
``unit_versions`` and ``steps`` say what replay made of the ledger.

Derived rows have two axes. ``day`` is force: from this day the text reads so, until the next row
of the same unit, so intervals can neither overlap nor leave a gap. ``learnt`` and ``superseded``
are knowledge: the moments between which this was the store's answer. Nothing is overwritten; an
answer of the past is found by its moment.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

metadata = MetaData()
SCHEMA = 3  # what each brought: registry.migrations

store_schema = Table("store_schema", metadata, Column("version", Integer, primary_key=True))

sources = Table(
    "sources",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("bytes", LargeBinary, nullable=False),  # zstd
    Column("recorded", Text, nullable=False),
)

works = Table(
    "works",
    metadata,
    Column("iri", Text, primary_key=True),
    Column("sequence", Integer, nullable=False, unique=True),  # order of registration
    Column("source", Text, ForeignKey("sources.sha256"), nullable=False),
    Column("title", Text),
    Column("particulars", Text, nullable=False),  # JSON of schemas.model.Particulars
    Column("reading", Text, nullable=False),  # JSON of what the act orders
    Column("since", Text),  # ISO day from which the base text holds, where proved
    Column("recorded", Text, nullable=False),
)

aliases = Table(
    "aliases",
    metadata,
    Column("kind", Text, primary_key=True),  # matsne-id, number, title, registration-code
    Column("value", Text, primary_key=True),
    Column("iri", Text, ForeignKey("works.iri"), primary_key=True),
    Index("aliases_value", "value"),
)

ledger = Table(
    "ledger",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", Text, nullable=False),  # entry, decision, withdrawal
    Column("amending", Text, ForeignKey("works.iri"), nullable=False),
    Column("n", Integer, nullable=False),  # its number there; 0: a decision on the act itself
    Column("cited", Text, nullable=False),  # JSON of the amended act as cited
    Column("entry", Text, nullable=False),  # JSON of the entry, or of the decision
    Column("recorded", Text, nullable=False),
    Column("previous_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Index("ledger_amending", "amending", "n"),
)

# Which held act an entry changes: found on import of either side, so not part of the ledger row.
targets = Table(
    "targets",
    metadata,
    Column("ledger", Integer, ForeignKey("ledger.id"), primary_key=True),
    Column("iri", Text, ForeignKey("works.iri"), nullable=False),
    Column("evidence", Text, nullable=False),  # JSON: particulars that matched
    Index("targets_iri", "iri"),
)

# Ledger rows that a newer reading of their act replaced, with the row that did.
replaced = Table(
    "replaced",
    metadata,
    Column("ledger", Integer, ForeignKey("ledger.id"), primary_key=True),
    Column("by", Integer, ForeignKey("ledger.id"), nullable=False),
)

# Keys by which citations and acts find each other (consolidation.match.keys).
work_keys = Table(
    "work_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("iri", Text, ForeignKey("works.iri"), primary_key=True),
)

citation_keys = Table(
    "citation_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("ledger", Integer, ForeignKey("ledger.id"), primary_key=True),
)

# A moment of knowledge: one a transaction that changed any answer.
moments = Table(
    "moments",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("recorded", Text, nullable=False),
    Index("moments_recorded", "recorded"),
)

# What of an act's base text is needed to go on from a later version of it.
texts = Table(
    "texts",
    metadata,
    Column("work", Integer, ForeignKey("works.sequence"), primary_key=True),
    Column("facts", Text, nullable=False),  # JSON: carried petits, readings, consolidated
)

bodies = Table(
    "bodies",
    metadata,
    Column("key", Text, primary_key=True),  # SHA-256 of the JSON
    Column("body", LargeBinary, nullable=False),  # zstd
)

unit_versions = Table(
    "unit_versions",
    metadata,
    Column("work", Integer, ForeignKey("works.sequence"), primary_key=True),
    Column("wid", Text, primary_key=True),  # a provision or a frame; the act itself: „“
    Column("day", Text, primary_key=True),  # ISO; „“: since adoption
    Column("learnt", Integer, ForeignKey("moments.id"), primary_key=True),
    Column("superseded", Integer),
    Column("eid", Text, nullable=False),
    Column("hash", Text),  # NULL: it is there no more
    Column("body", Text),
    Index("unit_versions_eid", "work", "eid", "day"),
    sqlite_with_rowid=False,
)

versions = Table(
    "versions",
    metadata,
    Column("work", Integer, ForeignKey("works.sequence"), primary_key=True),
    Column("day", Text, primary_key=True),
    Column("learnt", Integer, ForeignKey("moments.id"), primary_key=True),
    Column("superseded", Integer),
    Column("root", Text, nullable=False),  # Merkle root of the whole text
    Column("title", Text),
)

# What became of a ledger entry.
steps = Table(
    "steps",
    metadata,
    Column("ledger", Integer, primary_key=True),  # negative: the end of what that row began
    Column("learnt", Integer, ForeignKey("moments.id"), primary_key=True),
    Column("superseded", Integer),
    Column("work", Integer, ForeignKey("works.sequence"), nullable=False),
    Column("day", Text),  # NULL: not dated
    Column("result", Text, nullable=False),  # JSON: status, refusal, notes, touched, reach
    Index("steps_work", "work", "day"),
)

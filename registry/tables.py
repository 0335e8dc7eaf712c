"""Tables of the store, as SQLAlchemy Core, the same on SQLite and PostgreSQL.

``sources`` holds the bytes that came in, addressed by their SHA-256 and kept for ever.
``ledger`` is append-only and hash-chained. ``expressions`` is a cache that replay rebuilds.
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
    UniqueConstraint,
)

metadata = MetaData()

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
    Column("amending", Text, ForeignKey("works.iri"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("cited", Text, nullable=False),  # JSON of the amended act as cited
    Column("entry", Text, nullable=False),  # JSON of the entry
    Column("recorded", Text, nullable=False),
    Column("previous_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    UniqueConstraint("amending", "n"),
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

expressions = Table(
    "expressions",
    metadata,
    Column("iri", Text, ForeignKey("works.iri"), primary_key=True),
    Column("place", Integer, primary_key=True),  # 0: the base text
    Column("valid_from", Text),
    Column("valid_to", Text),
    Column("akn", LargeBinary, nullable=False),  # zstd
    Column("sha256", Text, nullable=False),
    Column("outcomes", Text, nullable=False),  # JSON
)

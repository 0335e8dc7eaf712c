"""Tables of the Herald's office: register, people, drafts, bundles, decisions, audit.

They share the MetaData of :mod:`registry.tables`, so one store makes them all. Rows of
``audit``, ``decisions``, ``codes_given``, ``draft_events`` and ``rights_log`` are only ever added.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, text

from registry.tables import metadata


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


# the State Register

code_changes = Table(
    "code_changes", metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _text("table_name"), _text("part"), _text("code"), _text("name", null=True),
    _text("since"), _text("ground"), _text("by"), _text("recorded"),
)  # fmt: skip

code_counters = Table(
    "code_counters", metadata,
    Column("part", Text, primary_key=True),  # „22.027“
    Column("last", Integer, nullable=False),
)  # fmt: skip

codes_given = Table(
    "codes_given", metadata,
    Column("digits", Text, primary_key=True),
    _text("part"),
    Column("sequence", Integer, nullable=False),
    _text("holder"),  # IRI of the act; a secret act has an opaque holder
    _text("how"),  # given, imported, void
    _text("ground"), _text("recorded"),
    Index("codes_given_holder", "holder"),
    # Old printed codes repeat numbers of a part; those given here never do.
    Index(
        "codes_given_number", "part", "sequence", unique=True,
        sqlite_where=text("how = 'given'"), postgresql_where=text("how = 'given'"),
    ),
)  # fmt: skip

# One row an act of the store. What is looked for stands beside the record (registry.records).
records = Table(
    "register_records", metadata,
    Column("iri", Text, primary_key=True),
    Column("entry", Integer, nullable=False, unique=True),  # order of entry in the register
    _text("particulars"),  # JSON of registry.record.Record
    _text("recorded"),
    _text("origin", null=True),  # published, imported
    _text("title", null=True), _text("issuer", null=True),  # folded words
    _text("kind", null=True), _text("number", null=True),  # folded
    _text("code", null=True),  # twenty digits
    _text("date", null=True), _text("published", null=True),  # ISO
    _text("since", null=True), _text("until", null=True),  # force, half open, where proved
    Index("register_records_kind", "kind"),
    Index("register_records_number", "number"),
    Index("register_records_code", "code"),
    Index("register_records_date", "date", "entry"),
)  # fmt: skip

# people

users = Table(
    "users", metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False, unique=True),  # მომხმარებლის სახელი
    _text("person"), _text("email"), _text("position"),  # annex 4
    _text("body"),  # issuing body; „“ for the Herald
    _text("rights"),  # JSON list
    _text("roles"),  # JSON list
    _text("password"),  # argon2id
    _text("totp"),  # base32 secret
    Column("totp_step", Integer, nullable=False, default=0),  # last step used: no code twice
    Column("failures", Integer, nullable=False, default=0),
    _text("locked_until", null=True), _text("terms", null=True),
    _text("state"),  # applied, active, closed
    _text("keys"),  # JSON: the person's own keyboard
    _text("recorded"),
)  # fmt: skip

sessions = Table(
    "sessions", metadata,
    Column("token_hash", Text, primary_key=True),
    Column("user", Integer, ForeignKey("users.id"), nullable=False),
    _text("csrf"), _text("started"), _text("seen"),
    Column("second", Integer, nullable=False, default=0),  # 1 once the second factor is proved
)  # fmt: skip

# Ways back for who lost a device: codes that are good once, and the office's word for it.
recovery_codes = Table(
    "recovery_codes", metadata,
    Column("hash", Text, primary_key=True),
    Column("user", Integer, ForeignKey("users.id"), nullable=False),
    _text("origin"),  # own: shown to the person; office, office-password: by two administrators
    _text("made"), _text("until", null=True), _text("used", null=True),
    Index("recovery_codes_user", "user"),
)  # fmt: skip


def _requests(name: str) -> Table:
    return Table(
        name, metadata,
        Column("id", Integer, primary_key=True, autoincrement=True),
        Column("user", Integer, ForeignKey("users.id"), nullable=False),
        _text("ground"), _text("by"), _text("at"),
        _text("state"),  # proposed, confirmed, rejected
        _text("checked_by", null=True), _text("checked_at", null=True),
        _text("comment", null=True),
    )  # fmt: skip


device_requests = _requests("device_requests")
password_requests = _requests("password_requests")

# Log-in by another provider (OpenID Connect), where one is configured.
subjects = Table(
    "oidc_subjects", metadata,
    Column("issuer", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("user", Integer, ForeignKey("users.id"), nullable=False),
    _text("recorded"),
)  # fmt: skip

oidc_logins = Table(
    "oidc_logins", metadata,
    Column("state_hash", Text, primary_key=True),
    _text("browser_hash"), _text("nonce"), _text("verifier"),
    Column("user", Integer, ForeignKey("users.id"), nullable=True),  # who links an identity
    _text("at"),
)  # fmt: skip

rights_log = Table(
    "rights_log", metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("user", Integer, ForeignKey("users.id"), nullable=False),
    _text("before"), _text("after"), _text("by"), _text("ground"), _text("recorded"),
)  # fmt: skip

audit = Table(
    "audit", metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # 1, 2, 3 … without a gap
    _text("at"), _text("who"), _text("action"), _text("subject"),
    _text("detail"),  # JSON
    _text("previous_hash"),
    Column("hash", Text, nullable=False, unique=True),
)  # fmt: skip

requests_seen = Table(
    "requests_seen", metadata,
    Column("token", Text, primary_key=True),  # one-time token of a form
    _text("answer"), _text("recorded"),
)  # fmt: skip

# clocks

clock_changes = Table(
    "clock_changes", metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _text("row"),  # JSON of registry.clocks.Clock
    _text("by"), _text("recorded"),
)  # fmt: skip

days_changed = Table(
    "days_changed", metadata,
    Column("day", Text, primary_key=True),
    Column("working", Integer, nullable=False),  # 0: one-off day off; 1: working after all
    _text("ground"), _text("by"), _text("recorded"),
)  # fmt: skip

# drafts

drafts = Table(
    "drafts", metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _text("body"), _text("state"),
    _text("particulars"),  # JSON of registry.drafts.Draft
    Column("text", LargeBinary, nullable=False),  # zstd
    _text("format"), _text("since"),  # instant of the last step
    Column("version", Integer, nullable=False),
    _text("iri", null=True),  # once published
)  # fmt: skip

draft_events = Table(
    "draft_events", metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("draft", Integer, ForeignKey("drafts.id"), nullable=False),
    _text("step"), _text("before"), _text("after"), _text("by"),
    _text("detail"),  # JSON: conclusion, ground, signature
    _text("at"),
    Index("draft_events_draft", "draft"),
)  # fmt: skip

draft_files = Table(
    "draft_files", metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("draft", Integer, ForeignKey("drafts.id"), nullable=False),
    _text("name"), _text("kind"), _text("sha256"),
    Column("size", Integer, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    _text("recorded"),
)  # fmt: skip

# the workbench

bundles = Table(
    "bundles", metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("amending", Text, ForeignKey("works.iri"), nullable=False),
    _text("target", null=True),  # IRI; null: the amended act is not held
    _text("cited"),  # JSON of the act as cited
    _text("evidence"),  # JSON: particulars that prove the target
    _text("state"),  # open, submitted, approved, closed
    _text("due"), _text("opened"), _text("closed", null=True),
    _text("holder", null=True), _text("held_since", null=True),
    Column("version", Integer, nullable=False),
    Index("bundles_amending", "amending"),
    Index("bundles_target", "target"),
)  # fmt: skip

proposals = Table(
    "proposals", metadata,
    Column("bundle", Integer, ForeignKey("bundles.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    _text("entry"),  # JSON of consolidation.ledger.Entry, as the machine made it
    _text("origin"),  # machine, person
)  # fmt: skip

decisions = Table(
    "decisions", metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("bundle", Integer, ForeignKey("bundles.id"), nullable=False),
    Column("n", Integer, nullable=False),
    _text("kind"),  # accept, correct, refuse, defer, add, undo
    _text("entry", null=True),  # JSON: the ledger entry as decided
    _text("reason"), _text("by"), _text("at"),
    Index("decisions_bundle", "bundle"),
)  # fmt: skip

confirmations = Table(
    "confirmations", metadata,
    Column("bundle", Integer, ForeignKey("bundles.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("decision", Integer, primary_key=True),  # the decision that was confirmed
    _text("by"), _text("at"),
)  # fmt: skip

comments = Table(
    "comments", metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("bundle", Integer, ForeignKey("bundles.id"), nullable=False),
    Column("n", Integer, nullable=False),  # 0: the bundle as a whole
    _text("text"), _text("by"), _text("at"),
)  # fmt: skip

# after publication

corrective = Table(
    "corrective_events", metadata,
    Column("bundle", Integer, ForeignKey("bundles.id"), primary_key=True),
    Column("corrects", Integer, ForeignKey("bundles.id"), nullable=False),
    _text("reason"), _text("by"), _text("at"),
)  # fmt: skip

events = Table(
    "office_events", metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _text("kind"),  # of consolidation.decisions
    _text("decision"),  # its JSON
    _text("by"), _text("at"),
    _text("state"),  # proposed, carried-out, rejected
    _text("checked_by", null=True), _text("checked_at", null=True), _text("comment", null=True),
    Column("ledger", Integer, nullable=True),  # once carried out
)  # fmt: skip

# What an imported act does not print and two registrars entered.
particulars_entered = Table(
    "particulars_entered", metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _text("iri"), _text("fields"), _text("ground"), _text("source"), _text("by"), _text("at"),
    _text("state"),  # proposed, confirmed, rejected
    _text("checked_by", null=True), _text("checked_at", null=True), _text("comment", null=True),
    Index("particulars_entered_iri", "iri"),
)  # fmt: skip

# official texts that replay is compared with

official_texts = Table(
    "official_texts", metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _text("act"), _text("day"), _text("source"),  # SHA-256 of the bytes in ``sources``
    _text("by"), _text("at"),
)  # fmt: skip

official_differences = Table(
    "official_differences", metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("official", Integer, ForeignKey("official_texts.id"), nullable=False),
    _text("eid"), _text("ours"), _text("theirs"),
    _text("class"),  # ours, reading, official, unclear
    _text("reason", null=True), _text("by", null=True), _text("at", null=True),
    Index("official_differences_official", "official"),
)  # fmt: skip

"""All pages of the office, as one router. Importing this module states every page's rule."""

from __future__ import annotations

from api import (
    workbench_corrections,
    workbench_desk,
    workbench_drafts,
    workbench_dry_run,
    workbench_editor,
    workbench_entered,
    workbench_events,
    workbench_failures,
    workbench_login,
    workbench_official,
    workbench_openid,
    workbench_oversight,
    workbench_people,
    workbench_queue,
    workbench_recovery,
    workbench_register,
    workbench_registrar,
    workbench_secret,
)
from api.workbench_guard import RULES, router

__all__ = ["PAGES", "RULES", "failure", "router"]

failure = workbench_failures.failure

PAGES = (
    workbench_corrections, workbench_desk, workbench_drafts, workbench_dry_run, workbench_editor,
    workbench_entered, workbench_events, workbench_login, workbench_official, workbench_openid,
    workbench_oversight, workbench_people, workbench_queue, workbench_recovery,
    workbench_register, workbench_registrar, workbench_secret,
)  # fmt: skip

"""Kinds, issuers and places: the data is consistent, and lookups bear the noise of copies."""

from __future__ import annotations

import re

import pytest

from schemas.kinds import (
    issuer_genitive,
    issuer_nominative,
    issuer_slug,
    kind_genitive,
    kind_slug,
    table,
)


@pytest.mark.parametrize("name", ["kinds", "issuers", "bodies", "places"])
def test_slugs_are_unique_and_plain(name: str) -> None:
    slugs = [row.slug for row in table(name).values()]
    assert len(set(slugs)) == len(slugs)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", slug) for slug in slugs)


@pytest.mark.parametrize("name", ["kinds", "issuers", "bodies", "places"])
def test_genitives_are_unique_and_end_as_genitives(name: str) -> None:
    genitives = [row.genitive for row in table(name).values()]
    assert len(set(genitives)) == len(genitives)
    assert all(genitive.endswith("ს") for genitive in genitives)


@pytest.mark.parametrize(
    ("issuer", "wanted"),
    [
        ("საქართველოს პარლამენტი", (None, "parlamenti")),
        ("პარლამენტი", (None, "parlamenti")),
        ("საქ ართველოს მთავრობა", (None, "mtavroba")),
        ("საქართველოსმთავრობა", (None, "mtavroba")),
        ("ქალაქ თბილისის საკრებულო", ("tbilisi", "sakrebulo")),
        ("ქ. თბილისის მუნიციპალიტეტის საკრებულო", ("tbilisi", "sakrebulo")),
        ("ქალაქის – ბათუმის საკრებულო", ("batumi", "sakrebulo")),
        ("თვითმმართველი ქალაქის – ბათუმის საკრებულო", ("batumi", "sakrebulo")),
        ("ბოლნისის მუნიციპალიტეტის გამგებელი", ("bolnisi", "gamgebeli")),
        ("აჭარის ავტონომიური რესპუბლიკის მთავრობა", ("achara", "mtavroba")),
        ("ახალი მუნიციპალიტეტის საკრებულო", ("akhali", "sakrebulo")),
        ("საქართველოს ახალი სააგენტოს უფროსი", (None, "akhali-saagentos-uprosi")),
    ],
)
def test_issuers(issuer: str, wanted: tuple[str | None, str]) -> None:
    assert issuer_slug(issuer) == wanted


@pytest.mark.parametrize(
    ("nominative", "genitive"),
    [
        ("საქართველოს იუსტიციის მინისტრი", "საქართველოს იუსტიციის მინისტრის"),
        ("დუშეთის მუნიციპალიტეტის საკრებულო", "დუშეთის მუნიციპალიტეტის საკრებულოს"),
        ("ბოლნისის მუნიციპალიტეტის გამგებელი", "ბოლნისის მუნიციპალიტეტის გამგებლის"),
    ],
)
def test_cases(nominative: str, genitive: str) -> None:
    assert issuer_genitive(nominative) == genitive
    assert issuer_nominative(genitive) == nominative


def test_what_the_data_lacks() -> None:
    assert issuer_genitive("უცნობი უწყება") is None
    assert kind_genitive("უცნობი") is None
    assert kind_slug("საქართველოს ორგანული კანონი") == "organuli-kanoni"
    assert kind_slug("უცნობი აქტი") == "utsnobi-akti"

"""What a page says of itself to machines: schema.org/Legislation and ELI as JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from api.asked import Asked
from api.v1_models import About

_FORCE = {
    "in-force": "InForce", "past": "NotInForce", "future": "NotInForce", "repealed": "NotInForce",
}  # fmt: skip


def json_ld(about: About, asked: Asked, base: str) -> str:
    """A graph of the act, this version of it and, where asked for, the unit."""
    p = asked.card.particulars
    work, version = f"{base}{asked.card.iri}", f"{base}{about.version.iri}"
    force = _FORCE.get(about.version.status)
    act: dict[str, Any] = {
        "@id": work,
        "@type": ["Legislation", "eli:LegalResource"],
        "name": p.title,
        "legislationIdentifier": p.registration_code or asked.card.iri,
        "legislationType": p.kind,
        "legislationPassedBy": p.issuer,
        "legislationDate": p.date,
        "datePublished": p.published,
        "inLanguage": "ka",
        "legislationJurisdiction": "GE",
        "eli:date_document": p.date,
        "eli:date_publication": p.published,
        "eli:id_local": p.number,
        "eli:first_date_entry_in_force": asked.card.since,
        "eli:is_realized_by": {"@id": version},
    }
    expression: dict[str, Any] = {
        "@id": version,
        "@type": ["Legislation", "eli:LegalExpression"],
        "name": p.title,
        "exampleOfWork": {"@id": work},
        "legislationDateVersion": about.version.valid_from,
        "temporalCoverage": f"{about.version.valid_from or ''}/{about.version.valid_to or '..'}",
        "legislationLegalForce": f"https://schema.org/{force}" if force else None,
        "legislationLegalValue": "https://schema.org/OfficialLegalValue",
        "legislationConsolidates": [
            {"@id": f"{base}{iri}"} for iri in dict.fromkeys(x.iri for x in about.amended_by)
        ],
        "inLanguage": "ka",
        "eli:realizes": {"@id": work},
        "eli:language": {"@id": "http://publications.europa.eu/resource/authority/language/KAT"},
        "encoding": [
            {"@type": "LegislationObject", "encodingFormat": media, "contentUrl": f"{version}{end}"}
            for media, end in (
                ("application/akn+xml", "/!main.xml"),
                ("text/html", "/!main.html"),
                ("text/plain", "/!main.txt"),
            )
        ],
    }
    graph = [act, expression]
    if asked.unit is not None:
        graph.append(
            {
                "@id": f"{base}{asked.permalink}",
                "@type": ["Legislation", "eli:LegalResourceSubdivision"],
                "name": asked.name(),
                "isPartOf": {"@id": version},
                "eli:is_part_of": {"@id": work},
            }
        )
    data = {
        "@context": {
            "@vocab": "https://schema.org/",
            "eli": "http://data.europa.eu/eli/ontology#",
        },
        "@graph": [{key: value for key, value in node.items() if value} for node in graph],
    }
    return json.dumps(data, ensure_ascii=False, indent=1).replace("<", "\\u003c")

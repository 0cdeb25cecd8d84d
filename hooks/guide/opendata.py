"""Open data: what the guide knows, as JSON with JSON Schemas, for other people's tools."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import yaml

from guide.checklists import Checklist
from guide.files import write_aside
from guide.site import Site
from guide.yamlfile import SCHEMAS


def open_data(site: Site) -> dict[str, Any]:
    """Return each data file's content by name (English texts)."""
    data = site.english
    return {
        "resolution": data.resolution,
        "instruments": data.instruments,
        "sources": data.sources,
        "glossary": data.glossary,
        "facts": data.facts,
        "regions": data.regions,
        "practices": {page.meta["practice"]: page.meta for page in site.of_kind("practice")},
        "checklists": {key: checklist_data(checklist) for key, checklist in sorted(site.checklists.items())},
    }


def checklist_data(checklist: Checklist) -> dict[str, Any]:
    """Return a checklist as plain data, its texts as written; forms and spreadsheets take guide.checklist_view instead."""
    items = [
        {key: value for key, value in asdict(item).items() if key not in ("line", "lines")} for item in checklist.items
    ]
    indicators = [
        {key: value for key, value in asdict(indicator).items() if key != "line"} for indicator in checklist.indicators
    ]
    meta = checklist.page.meta
    return {
        "id": checklist.id,
        "title": checklist.title,
        "page": checklist.page.path,
        "edition": meta.get("edition"),
        "minutes": meta.get("minutes"),
        "themes": checklist.themes,
        "items": items,
        "indicators": indicators,
        "withdrawn": checklist.withdrawn,
    }


def write_open_data(site: Site, folder: Path) -> None:
    """Write <name>.json for each subject and schema/<name>.json for those that have a schema."""
    for name, content in open_data(site).items():
        write_aside(folder / f"{name}.json", _json(content))
    for path in sorted(SCHEMAS.glob("*.yml")):
        schema = yaml.safe_load(path.read_text(encoding="utf-8"))
        write_aside(
            folder / "schema" / f"{path.stem}.json",
            _json({"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema),
        )


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

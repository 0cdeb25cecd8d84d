"""One page of every kind: what tests of every template in every language open."""

from __future__ import annotations

# Below a language's folder. A new kind of page, or a template of its own, gets a line here.
KINDS = {
    "home": "",
    "part": "legislate/",
    "page with terms and notes": "legislate/ratify/",
    "long page with wide tables": "legislate/company-duties/",
    "quick exit, tables of helplines": "start/help-now/",
    "privacy": "start/privacy/",
    "hosting, with code": "reference/hosting/",
    "diagram as text": "reference/architecture/",
    "list of provisions": "legislate/provisions/",
    "provision": "legislate/provisions/mp-01-child-and-age/",
    "list of checklists": "oversee/checklists/",
    "checklist": "oversee/checklists/cl-05-law-enforcement/",
    "dashboard": "oversee/checklists/dashboard/",
    "register with filters": "cooperate/practices/",
    "practice": "cooperate/practices/ae-child-digital-safety/",
    "regions with tiles": "regions/",
    "my parliament": "regions/my-parliament/",
    "chapter": "regions/african/",
    "sub-regional chapter": "regions/african/west-africa/",
    "resolution": "reference/resolution/",
    "instruments": "reference/instruments/",
    "glossary": "reference/glossary/",
    "sources": "reference/sources/",
    "facts due": "reference/facts-due/",
    "downloads": "reference/downloads/",
    "missing page": "no/such/page/",
}

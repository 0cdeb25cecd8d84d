"""Names that point from one file into another: instruments, bodies, checklists, pages, regions."""

from __future__ import annotations

from collections.abc import Iterator

from guide.checklist_reader import parse_checklist
from guide.pages import Page, page_kind
from guide.problems import Problem, did_you_mean
from guide.site import Site
from guide.translations import Lock, outdated


def check(site: Site) -> list[Problem]:
    problems = [*_unique_ids(site), *_regions(site), *_glossary(site)]
    for page in site.pages.values():
        kind = page_kind(page.path)
        if kind == "checklist":
            problems += _checklist(site, page)
        elif kind == "provision":
            problems += _provision(site, page)
        elif kind == "practice":
            problems += _practice(site, page)
        elif kind == "region":
            problems += _region_page(page)
    for pages in site.translations.values():
        for page in pages.values():
            if page_kind(page.path) == "checklist":
                problems += _translated_checklist(site, page)
    for locale, lock in site.locks.items():
        problems += _lock(site, locale, lock)
    return problems


def _instrument(site: Site, key: str) -> str:
    known = site.english.instruments
    return "" if key in known else f'instrument "{key}" is not in docs/data/instruments.yml{did_you_mean(key, known)}'


def _unique_ids(site: Site) -> Iterator[Problem]:
    """Two pages with one checklist, provision or practice id."""
    for field in ("checklist", "provision", "practice"):
        seen: dict[str, Page] = {}
        for page in site.of_kind(field):
            identifier = str(page.meta.get(field))
            if identifier in seen:
                yield page.meta_problem(field, f'id "{identifier}" is already that of {seen[identifier].file}')
            seen[identifier] = page


def _checklist(site: Site, page: Page) -> Iterator[Problem]:
    checklist, _ = parse_checklist(page, site.data[page.locale].strings)
    bodies = site.english.bodies
    for item in checklist.items:
        for code in item.bodies:
            if code not in bodies:
                yield page.problem(
                    item.lines["from"], f'body "{code}" is not in docs/data/bodies.yml{did_you_mean(code, bodies)}'
                )
        if item.asked and item.asked not in bodies:
            yield page.problem(
                item.lines["question"],
                f'body "{item.asked}" is not in docs/data/bodies.yml{did_you_mean(item.asked, bodies)}',
            )
        for label in item.paragraphs:
            if label not in site.english.paragraphs:
                yield page.problem(item.lines["rests"], f'paragraph "{label}" is not in docs/data/resolution.yml')
        for key, _article in item.instruments:
            if message := _instrument(site, key):
                yield page.problem(item.lines["rests"], message)


def _provision(site: Site, page: Page) -> Iterator[Problem]:
    for index, basis in enumerate(page.meta.get("implements", [])):
        if message := _instrument(site, basis.partition(" ")[0]):
            yield Problem(page.file, page.front.line("implements", index), message)
    yield from _page_names(site, page)
    for index, name in enumerate(page.meta.get("checklists", [])):
        line = page.front.line("checklists", index)
        checklist = site.checklists.get(name.split(".")[0])
        if checklist is None:
            yield Problem(page.file, line, f'checklist "{name}" does not exist{did_you_mean(name, site.checklists)}')
        elif "." in name and name not in {item.id for item in checklist.items}:
            yield Problem(page.file, line, f'checklist {checklist.id} has no item "{name}"')


def _practice(site: Site, page: Page) -> Iterator[Problem]:
    for index, key in enumerate(page.meta.get("instruments", [])):
        if message := _instrument(site, key):
            yield Problem(page.file, page.front.line("instruments", index), message)
    yield from _page_names(site, page)
    listed = set(page.meta.get("sources", []))
    for found in page.citations:
        if page.meta and found.target not in listed:
            yield page.problem(found.line, f'source "{found.target}" is cited but not listed; add it under sources')
    if page.meta and f"{page.meta.get('practice')}.md" != page.path.rsplit("/", 1)[-1]:
        yield page.meta_problem("practice", "practice: should be the name of the file without .md")


def _region_page(page: Page) -> Iterator[Problem]:
    """A chapter names the region of its folder."""
    slug = page.path.split("/")[1].removesuffix(".md")
    if page.meta.get("region", slug) != slug:
        yield page.meta_problem("region", f'region: should be "{slug}", as its folder')


def _page_names(site: Site, page: Page) -> Iterator[Problem]:
    for index, path in enumerate(page.meta.get("pages", [])):
        if path not in site.pages:
            line = page.front.line("pages", index)
            yield Problem(page.file, line, f'page "{path}" does not exist{did_you_mean(path, site.pages)}')


def _translated_checklist(site: Site, page: Page) -> Iterator[Problem]:
    """The items of a translated list have the ids, codes and stars of the source, save where the source has changed."""
    source = site.pages[page.path]
    skipped = outdated(source, site.locks.get(page.locale, {}))
    wanted = {item.id: item for item in parse_checklist(source, site.data[source.locale].strings)[0].items}
    have = {item.id: item for item in parse_checklist(page, site.data[page.locale].strings)[0].items}
    for identifier, item in wanted.items():
        if identifier not in have and item.theme not in skipped:
            yield page.problem(1, f"lacks the item {identifier} of {source.file}:{source.line(item.line)}")
    for identifier, item in have.items():
        if item.theme in skipped:
            continue
        if identifier not in wanted:
            yield page.problem(
                item.line, f"item {identifier} is not in {source.file}{did_you_mean(identifier, wanted)}"
            )
            continue
        for field in ("kind", "level", "starred", "bodies", "asked", "theme", "paragraphs", "instruments"):
            if getattr(item, field) != getattr(wanted[identifier], field):
                where = f"{source.file}:{source.line(wanted[identifier].line)}"
                yield page.problem(item.line, f"item {identifier} has another {field} than {where}")


def _regions(site: Site) -> Iterator[Problem]:
    for slug, region in site.english.regions.items():
        located = site.english.files[f"regions/{slug}"]
        if region["slug"] != slug:
            yield Problem(located.name, located.line("slug"), f'slug "{region["slug"]}" is not the name of the file')
        for index, entry in enumerate(region["instruments"]):
            if message := _instrument(site, entry["key"]):
                yield Problem(located.name, located.line("instruments", index), message)


def _glossary(site: Site) -> Iterator[Problem]:
    located = site.english.files["glossary"]
    for key, entry in site.english.glossary.items():
        for index, other in enumerate(entry.get("see", [])):
            if other not in site.english.glossary:
                hint = did_you_mean(other, site.english.glossary)
                yield Problem(
                    located.name, located.line(key, "see", index), f'term "{other}" is not in the glossary{hint}'
                )


def _lock(site: Site, locale: str, lock: Lock) -> Iterator[Problem]:
    for key in lock:
        path = key.partition("#")[0]
        if site.version(path, locale) is None:
            yield Problem(
                f"translations/{locale}/lock.txt",
                0,
                f'names "{path}", which is not translated; run guide translations accept',
            )
            return

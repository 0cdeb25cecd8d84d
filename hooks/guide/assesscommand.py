"""`guide assess`: the reports that the web page gives, from a file on the command line."""

from __future__ import annotations

from pathlib import Path

from guide.assess import Assessment, Report, markdown_of
from guide.assessments import read_assessments
from guide.checklist_view import bodies_of, list_data
from guide.config import SOURCE_LOCALE
from guide.problems import Problem, ProblemsError, did_you_mean
from guide.site import Site


def reports(site: Site, path: Path, before: Path | None, language: str | None) -> tuple[str, list[Problem]]:
    """Return the reports on every assessment of a file as Markdown, and what could not be read in it.

    Raise ProblemsError when a file cannot be used, names a list that does not exist, or the language is unknown.
    """
    found, problems, written_in = read_assessments(path)
    earlier: list[Assessment] = []
    if before:
        earlier, more, _ = read_assessments(before)
        problems += more
    locale = language or (written_in if written_in in site.config.locales else SOURCE_LOCALE)
    site.config.language(locale)
    parts = []
    for assessment in found:
        report = report_on(site, assessment, locale, str(path))
        parts += [report.brief(), report.questions()]
        same_list = [one for one in earlier if one["checklist"] == assessment["checklist"]]
        parts += [report.changes(one) for one in same_list]
    return "\n".join(markdown_of(blocks) for blocks in parts), problems


def report_on(site: Site, assessment: Assessment, locale: str, name: str) -> Report:
    """Return the report of one assessment. Raise ProblemsError when the guide has no such list."""
    checklist = site.checklists.get(assessment["checklist"])
    if checklist is None:
        hint = did_you_mean(assessment["checklist"], site.checklists)
        message = f'answers the checklist "{assessment["checklist"]}", which this guide does not have{hint}'
        raise ProblemsError([Problem(name, 0, message)])
    found = list_data(site, checklist.page.path, locale)
    bodies = bodies_of(site, locale, {item["asked"] for item in found["items"]})
    return Report(found, assessment, site.data[locale].strings, bodies, locale)

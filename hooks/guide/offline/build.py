"""Makes the files for reading without a network: only those that changed, side by side, each whole or not at all."""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from guide.checks import run_checks
from guide.offline.archive import ARCHIVE
from guide.offline.document_html import document_date, document_html
from guide.offline.documents import Document, documents
from guide.offline.epub import book_digest, epub_html, render_epub
from guide.offline.fonts import use_only
from guide.offline.handover import is_listed, keep_archive, list_in_site
from guide.offline.html import Texts
from guide.offline.inputs import find_tools, inputs_digest, tools_digest
from guide.offline.store import Record, Store, publish
from guide.problems import Problem, ProblemsError
from guide.site import Site, load_site

CACHE = Path(".cache/offline")
Say = Callable[[str], None]


@dataclass(frozen=True)
class Job:
    """One file to make: the HTML that it is made from, its language's direction, its record as far as it is known."""

    html: Path
    direction: str
    record: Record


def build_offline(root: Path, locales: Sequence[str] = (), say: Say = print) -> int:
    """Make the files of the listed languages (default: all), put them into site/; return how many were made.

    Where the web site is built, its archive is made too, and its downloads pages list the files. say is called with one
    line of progress at a time. Raise ProblemsError before any work when a font, a library or a text is wrong, and at
    the end with all that failed; what is whole by then is kept.
    """
    fonts = find_tools()
    tools = tools_digest(fonts)
    has_site = (root / "site" / "index.html").is_file()
    inputs, store = f"{inputs_digest(root, tools)}{' with the site' if has_site else ''}", Store(root / CACHE)
    records = store.complete(locales, inputs)
    if records and has_site and is_listed(root, records):
        return 0
    site = load_site(root)
    if problems := run_checks(site):
        raise ProblemsError(problems)
    wanted = [site.config.language(locale).locale for locale in locales] or site.config.locales
    use_only(fonts, root / CACHE)
    with ProcessPoolExecutor(_cores(), multiprocessing.get_context("fork")) as pool:
        plans = list(pool.map(_plan, *zip(*((site, locale, store, tools) for locale in wanted), strict=True)))
        stale = [job for plan in plans for job in plan if not store.is_current(job.record)]
        _make_all(pool, store, stale, say)
    names = [[job.record.name for job in plan] for plan in plans]
    made = len(stale)
    if has_site:
        made += keep_archive(site, store, [plan[0].record for plan in plans if plan], inputs, say)
        names = [[*listed, ARCHIVE] for listed in names]
    for locale, listed in zip(wanted, names, strict=True):
        store.finish(locale, listed, inputs)
    for locale, found in store.complete(locales, inputs).items():
        publish(store, found, root / "site" / locale)
        if has_site:
            list_in_site(site, locale, found)
    return made


def _cores() -> int:
    return len(os.sched_getaffinity(0))


def _plan(site: Site, locale: str, store: Store, tools: str) -> list[Job]:
    """Write the HTML of a language's documents; return what would make them."""
    texts = Texts(site, locale)
    found = documents(site, locale)
    pdfs = [_job(texts, document, store, tools, "pdf") for document in found]
    books = [_job(texts, document, store, tools, "epub") for document in found if document.kind == "guide"]
    return [*pdfs, *books]


def _job(texts: Texts, document: Document, store: Store, tools: str, form: str) -> Job:
    """Write the HTML of a document for one form, pdf or epub; return what would make its file."""
    if form == "epub":
        text, revision = epub_html(texts, document)
        kind, digest = "epub", book_digest(text)
    else:
        text, revision = document_html(texts, document)
        kind, digest = document.kind, hashlib.sha256(f"{tools}\n{text}".encode()).hexdigest()
    source = store.write_source(document.locale, f"{document.name}.{form}.html", text)
    record = Record(
        name=f"{document.name}.{form}",
        edition_name=f"{document.edition_name}.{form}",
        kind=kind,
        locale=document.locale,
        title=document.title,
        edition=document.edition,
        date=document_date(texts.site, document),
        revision=revision,
        digest=digest,
    )
    return Job(source, texts.site.config.language(document.locale).dir, record)


def _make_all(pool: ProcessPoolExecutor, store: Store, jobs: list[Job], say: Say) -> None:
    """Make files side by side, the longest first, and say what is ready and what is being made."""
    waiting = sorted(jobs, key=lambda job: (-job.html.stat().st_size, job.html))
    running: dict[Future[tuple[Record, float]], Job] = {}
    problems: list[Problem] = []
    ready = 0
    while waiting or running:
        while waiting and len(running) < _cores():
            job = waiting.pop(0)
            running[pool.submit(_make, job, store)] = job
        now = ", ".join(_name(job.record) for job in running.values())
        say(f"[{ready}/{len(jobs)}] making {now}")
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            job = running.pop(future)
            ready += 1
            try:
                record, seconds = future.result()
                say(
                    f"[{ready}/{len(jobs)}] {_name(record)}: {record.pages} pages, {record.bytes:,} bytes, {seconds:.1f} s"
                )
            except ProblemsError as error:
                problems += error.problems
            except BrokenProcessPool as error:
                problem = Problem(_name(job.record), 0, "its process was ended from outside; is there enough memory?")
                raise ProblemsError([*problems, problem]) from error
    if problems:
        raise ProblemsError(problems)


def _name(record: Record) -> str:
    return f"{record.locale}/{record.name}"


def _make(job: Job, store: Store) -> tuple[Record, float]:
    """Make one file and keep it; return its record and how many seconds it took."""
    from guide.offline.pdf.render import render

    started = time.monotonic()
    made = store.aside(job.record.locale, job.record.name)
    try:
        if job.record.kind == "epub":
            render_epub(job.html, made, job.direction)
            return store.keep(made, job.record), time.monotonic() - started
        with without_garbage_search():
            pages = render(job.html, made, job.direction, has_form=job.record.kind == "checklist")
        record = store.keep(made, replace(job.record, pages=pages))
    finally:
        made.unlink(missing_ok=True)
    return record, time.monotonic() - started


@contextmanager
def without_garbage_search() -> Iterator[None]:
    """Spare the making of a document Python's search for garbage: its million objects live until it is written, and
    looking through them takes a sixth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()

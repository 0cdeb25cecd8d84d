"""`guide translations export / import`: nothing gets lost on the way to a translation tool and back."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from guide.checks import run_checks
from guide.cli import main
from guide.exchange import Exchange
from guide.inline import Pair, Placeholder, read, write
from guide.pages import page_kind
from guide.segments import Slot, cut
from guide.site import load_site
from guide.xliff import NAMESPACE
from guide.xliffwrite import to_xliff
from tests.small import RATIFY_FR

PAGE = "legislate/ratify.md"
LIST = "oversee/checklists/cl-01-ratification.md"
SCHEMA = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("xliff.rng"))))


def run(root, *arguments):
    return main(["--root", str(root), "translations", *map(str, arguments)])


def export(root, locale="fr", *names):
    output = root / "out.xlf"
    assert run(root, "export", locale, *names, "--output", output) == 0
    return output


def change(file, edit):
    """Change an exported file: edit gets the unit elements by id."""
    tree = ElementTree.parse(file)
    edit({unit.get("id"): unit for unit in tree.getroot().iter(f"{{{NAMESPACE}}}unit")})
    tree.write(file, encoding="utf-8", xml_declaration=True)


def part(unit, name):
    return unit.find(f".//{{{NAMESPACE}}}{name}")


def copy_sources(units):
    """Translate every unit that has no target by its source."""
    for unit in units.values():
        segment = part(unit, "segment")
        if part(unit, "target") is None:
            target = ElementTree.SubElement(segment, f"{{{NAMESPACE}}}target")
            source = part(unit, "source")
            target.text = source.text
            target.extend(source)


def test_every_translated_page_comes_back_as_the_same_bytes(real_site):
    count = 0
    for locale, pages in real_site.translations.items():
        for path in pages:
            exchange = Exchange(real_site, path, locale)
            targets = {unit.id: write(read(unit.target)) for unit in exchange.units if unit.target is not None}
            file = real_site.config.root / exchange.file
            assert exchange.rebuild(targets).encode() == file.read_bytes()
            count += 1
    assert count >= 76


def test_every_line_of_every_page_is_cut_and_read_without_loss(real_site):
    for page in real_site.all_texts():
        pieces = cut(page.body, 1)
        assert "".join(pieces) == page.body
        assert all(write(read(piece)) == piece for piece in pieces if isinstance(piece, Slot))


@given(st.text(alphabet=st.sampled_from("ab *_[]()`{}@\"'#|!\\\n·é"), max_size=60))
def test_any_text_is_cut_and_read_without_loss(text):
    assert "".join(cut(text, 1)) == text
    assert write(read(text)) == text


def test_what_must_not_change_is_a_code():
    nodes = read(
        'See [the *list*](a/b.md#c), {{ term("csam", "material") }} and **{{ fact("x") }}**.[@un-crc, art. 3] `law`'
    )
    shown = [
        (node.name, node.end) if isinstance(node, Pair) else node.name if isinstance(node, Placeholder) else node
        for node in nodes
    ]
    assert shown == [
        "See ", ("link a/b.md#c", "](a/b.md#c)"), ", ", ('term("csam")', '") }}'), " and ", ("**", "**"), ".",
        "@un-crc 3", " ", "code law",
    ]  # fmt: skip


def test_the_export_of_the_real_guide_fits_the_schema(real_site):
    paths = [
        PAGE,
        "oversee/checklists/cl-05-law-enforcement.md",
        "cooperate/practices/ke-icse-connection.md",
        "index.md",
    ]
    for locale in ("fr", "ar"):
        document = etree.fromstring(to_xliff(real_site, [Exchange(real_site, path, locale) for path in paths]))
        assert SCHEMA.validate(document), SCHEMA.error_log
        for file in document.iterfind(f"{{{NAMESPACE}}}file"):
            ids = [one.get("id") for one in file.iter(f"{{{NAMESPACE}}}unit", f"{{{NAMESPACE}}}group")]
            assert len(ids) == len(set(ids))
        for unit in document.iter(f"{{{NAMESPACE}}}unit"):
            data = {one.get("id") for one in unit.iter(f"{{{NAMESPACE}}}data")}
            used = {
                one.get(name)
                for one in unit.iter()
                for name in ("dataRef", "dataRefStart", "dataRefEnd")
                if one.get(name)
            }
            assert used == data


def test_import_of_an_unchanged_export_changes_nothing(make_guide, capsys):
    root = make_guide()
    before = (root / "translations/fr" / PAGE).read_bytes()
    assert run(root, "import", export(root)) == 0
    assert "0 of 1 pages changed" in capsys.readouterr().out
    assert (root / "translations/fr" / PAGE).read_bytes() == before


def test_a_changed_target_changes_its_line_only(make_guide):
    root = make_guide()
    file = export(root, "fr", PAGE)
    change(file, lambda units: setattr(part(units["top.0"], "target"), "text", "Mots d’ouverture."))
    assert run(root, "import", file) == 0
    text = (root / "translations/fr" / PAGE).read_text(encoding="utf-8")
    assert text == RATIFY_FR.replace("Premiers mots.", "Mots d’ouverture.")


def test_a_changed_title_and_keywords_are_written_as_yaml(make_guide):
    root = make_guide()
    file = export(root, "fr", PAGE)

    def edit(units):
        part(units["front.title"], "target").text = 'Ratifier : "oui"'
        part(units["front.keywords"], "target").text = "adhésion | traité, accord"

    change(file, edit)
    assert run(root, "import", file) == 0
    page = load_site(root).translations["fr"][PAGE]
    assert (page.title, page.meta["keywords"]) == ('Ratifier : "oui"', ["adhésion", "traité, accord"])


@pytest.mark.parametrize("path", [PAGE, LIST, "legislate/provisions/mp-01-child.md"])
def test_a_page_not_yet_translated_becomes_a_whole_draft(make_guide, path):
    root = make_guide()
    strings = root / "translations/ar/strings.yml"
    strings.write_text(
        strings.read_text().replace('label.evidence: "Evidence:"', 'label.evidence: "الأدلة:"'), encoding="utf-8"
    )
    file = export(root, "ar", path)
    units = {unit.get("id"): unit for unit in ElementTree.parse(file).getroot().iter(f"{{{NAMESPACE}}}unit")}
    assert all(
        part(unit, "target") is None and part(unit, "segment").get("state") == "initial" for unit in units.values()
    )
    change(file, copy_sources)
    # Other words than the English ones: a sentence that is still English is refused.
    file.write_text(re.sub(r"(<[^>]*target>[^<]*) and ", r"\1 wa ", file.read_text(encoding="utf-8")), encoding="utf-8")
    assert run(root, "import", file) == 0
    site = load_site(root)
    page = site.translations["ar"][path]
    assert page.meta["translation"] == {"status": "draft"}
    assert [str(problem) for problem in run_checks(site) if problem.path == page.file] == []
    if page_kind(path) == "checklist":
        assert "    - **الأدلة:** the table." in page.body
    else:
        assert page.body == site.pages[path].body


def test_the_states_say_draft_reviewed_and_stale(make_guide):
    text = RATIFY_FR.replace("{status: draft}", "{status: reviewed, reviewer: A, reviewed: 2026-11-20}")
    root = make_guide({f"translations/fr/{PAGE}": text})
    run(root, "accept", "fr", PAGE)
    source = root / "docs" / PAGE
    source.write_text(source.read_text().replace("See [the list]", "Study [the list]"), encoding="utf-8")
    tree = ElementTree.parse(export(root, "fr", PAGE)).getroot()
    found = {unit.get("id"): part(unit, "segment") for unit in tree.iter(f"{{{NAMESPACE}}}unit")}
    assert (found["top.0"].get("state"), found["top.0"].get("subState")) == ("reviewed", None)
    assert (found["asked.1"].get("state"), found["asked.1"].get("subState")) == ("initial", "guide:stale")


def test_only_open_pages_can_be_exported(make_guide):
    root = make_guide()
    run(root, "accept", "fr", PAGE)
    output = root / "out.xlf"
    assert run(root, "export", "fr", "legislate/", "--open", "--output", output) == 0
    originals = [file.get("original") for file in ElementTree.parse(output).getroot()]
    assert originals == [
        "docs/legislate/index.md",
        "docs/legislate/provisions/index.md",
        "docs/legislate/provisions/mp-01-child.md",
    ]


def lose_citation(units):
    target = part(units["one-minute.1"], "target")
    target.remove(target.find(f"{{{NAMESPACE}}}ph"))


def foreign_code(units):
    part(units["one-minute.1"], "target").find(f"{{{NAMESPACE}}}ph").attrib.update(id="9", dataRef="d9")


def type_citation(units):
    part(units["top.0"], "target").text = "Mots.[@un-crc]"


def wrong_number(units):
    part(units["one-minute.1"], "target").text = "L’article 43 protège les enfants."


def type_html(units):
    part(units["top.0"], "target").text = "<script>alert(1)</script>"


def break_line(units):
    part(units["one-minute.0"], "target").text = "En une\nminute"


def other_source(units):
    part(units["top.0"], "source").text = "Other words."


def other_unit(units):
    units["top.0"].set("id", "top.9")


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lose_citation, 'docs/legislate/ratify.md:13: unit "one-minute.1": the target lacks the code @un-crc 34'),
        (foreign_code, 'docs/legislate/ratify.md:13: unit "one-minute.1": the code "d9" is not one of this unit'),
        (
            type_citation,
            'docs/legislate/ratify.md:9: unit "top.0": the target has the code @un-crc more often than the source',
        ),
        (wrong_number, "translations/fr/legislate/ratify.md:12: lacks the number 34 of docs/legislate/ratify.md:13"),
        (type_html, "translations/fr/legislate/ratify.md:8: HTML is not allowed; write Markdown"),
        (
            break_line,
            'docs/legislate/ratify.md:11: unit "one-minute.0": has a line break in its target; write it on one line',
        ),
        (
            other_source,
            'docs/legislate/ratify.md:9: unit "top.0": the source has changed since the export; export the page again',
        ),
        (other_unit, 'unit "top.9" is not on this page; it has changed since the export: export it again'),
    ],
)
def test_what_would_harm_a_page_is_refused_and_nothing_is_written(make_guide, capsys, edit, said):
    root = make_guide(
        {
            "translations/fr/index.md": "---\ntitle: Accueil\ndescription: La page d’accueil.\ntranslation: {status: draft}\n---\n\nBienvenue. [Ratifier](legislate/ratify.md)\n"
        }
    )
    file = export(root, "fr", "index.md", PAGE)  # the units of the second page are edited
    change(file, edit)
    before = {path: path.read_bytes() for path in (root / "translations").rglob("*.md")}
    assert run(root, "import", file) == 1
    assert said in capsys.readouterr().out
    assert {path: path.read_bytes() for path in (root / "translations").rglob("*.md")} == before


def test_half_a_page_is_refused(make_guide, capsys):
    root = make_guide()
    file = export(root, "ar", PAGE)
    change(file, lambda units: copy_sources({"top.0": units["top.0"]}))
    assert run(root, "import", file) == 1
    assert (
        'docs/legislate/ratify.md:13: unit "one-minute.1" has no target; translate the whole page'
        in capsys.readouterr().out
    )
    assert not (root / "translations/ar" / PAGE).exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no XML", "out.xlf:1: is not XML"),
        ("<a/>", "out.xlf:1: is not XLIFF 2.0 or 2.1"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><xliff/>', "out.xlf:0: has a document type; XLIFF has none"),
        (
            f'<xliff xmlns="{NAMESPACE}" version="2.0" srcLang="en" trgLang="fy"/>',
            'trgLang "fy" is no language of the guide',
        ),
        (
            f'<xliff xmlns="{NAMESPACE}" version="2.0" srcLang="en" trgLang="fr"><file id="f" original="docs/a.md"/></xliff>',
            'out.xlf:0: "docs/a.md" is no page to translate',
        ),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused(make_guide, capsys, text, said):
    root = make_guide()
    file = root / "out.xlf"
    file.write_text(text, encoding="utf-8")
    assert run(root, "import", file) == 1
    assert said in capsys.readouterr().out


def test_a_tool_may_split_pairs_and_drop_the_original_data(make_guide):
    root = make_guide()
    file = export(root, "fr", PAGE)

    def edit(units):
        unit = units["asked.1"]
        unit.remove(part(unit, "originalData"))
        target = part(unit, "target")
        pair = target.find(f"{{{NAMESPACE}}}pc")
        start, end = (ElementTree.Element(f"{{{NAMESPACE}}}{tag}") for tag in ("sc", "ec"))
        start.set("id", pair.get("id"))
        end.set("startRef", pair.get("id"))
        start.tail, end.tail = pair.text, pair.tail
        target.remove(pair)
        target.text = "Consultez "
        target.extend([start, end])

    change(file, edit)
    assert run(root, "import", file) == 0
    assert "Consultez [la liste](../oversee/checklists/cl-01-ratification.md#cl-01-1)." in (
        root / "translations/fr" / PAGE
    ).read_text(encoding="utf-8")


def test_a_section_of_another_shape_is_one_unit_and_loses_nothing(make_guide):
    text = RATIFY_FR.replace("Premiers mots.", "Premiers mots.\n\nUn paragraphe de plus.")
    root = make_guide({f"translations/fr/{PAGE}": text})
    site = load_site(root)
    exchange = Exchange(site, PAGE, "fr")
    assert [unit.id for unit in exchange.units if unit.section == "top"] == ["top.all"]
    assert run(root, "import", export(root, "fr", PAGE)) == 0
    assert (root / "translations/fr" / PAGE).read_text(encoding="utf-8") == text


def test_a_new_section_of_the_source_finds_its_place_in_the_translation(make_guide):
    root = make_guide()
    run(root, "accept", "fr", PAGE)
    source = root / "docs" / PAGE
    source.write_text(
        source.read_text().replace("## What is asked", "## Why { #why }\n\nBecause.\n\n## What is asked"),
        encoding="utf-8",
    )
    file = export(root, "fr", PAGE)

    def edit(units):
        copy_sources({key: unit for key, unit in units.items() if key.startswith("why")})

    change(file, edit)
    assert run(root, "import", file) == 0
    text = (root / "translations/fr" / PAGE).read_text(encoding="utf-8")
    assert text == RATIFY_FR.replace("## Ce qui", "## Why { #why }\n\nBecause.\n\n## Ce qui")

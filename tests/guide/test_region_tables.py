"""What pages show of the regional data."""

from __future__ import annotations

import re

import pytest

from guide.checks import run_checks
from guide.compose import compose
from guide.site import load_site
from guide.view import page_view
from tests.regional import regional_files


@pytest.fixture
def site(make_guide):
    return load_site(make_guide(regional_files()))


def test_the_regional_guide_has_no_problems(site):
    assert [str(problem) for problem in run_checks(site)] == []


def test_overview_names_members_with_date_and_source_and_links_the_chapter(site):
    text = compose(site, "regions/index.md", "en").markdown
    row = next(line for line in text.split("\n") if line.startswith("| [African Group](african.md)"))
    assert "named by a source: 2, probable: 1 (October 2022)[^1]" in row and "Committee of Experts" in row


def test_diagram_has_a_dot_for_each_country_and_the_same_in_words(site):
    text = compose(site, "regions/index.md", "en").markdown
    tile = next(line for line in text.split("\n") if line.startswith("- **[African Group]"))
    named, pale = re.findall(r'<path(?: class="pale")? d="([^"]*)"', tile)
    assert (named.count("M"), pale.count("M")) == (2, 1)
    assert "named by a source: 2, probable: 1<br>1 instrument, 1 body" in tile
    assert 'aria-hidden="true"' in tile, "the words say all"


def test_comparison_shows_the_role_of_each_instrument_in_each_group(site):
    text = compose(site, "regions/index.md", "en").markdown
    row = next(line for line in text.split("\n") if "instruments.md#crc" in line and line.startswith("|"))
    assert 'data-region="african arab" data-role="binding open" data-pair="african:binding arab:open"' in row
    # The Arab Group has no chapter here: its role stands without a link.
    assert row.endswith("| [Binding](african.md#instruments) | Open to join |")


def test_filters_are_hidden_until_the_script_runs(site):
    text = compose(site, "cooperate/practices/index.md", "en").markdown
    form = next(line for line in text.split("\n") if line.startswith("<form"))
    assert " hidden>" in form
    assert re.findall(r'data-filter="(\w+)"', form) == ["theme", "region", "paragraphs"]
    assert '<option value="R9">R9</option>' in form and '<option value="R8">' not in form
    assert page_view(site, "en", compose(site, "cooperate/practices/index.md", "en"))["page"]["scripts"] == ["tables"]


def test_a_country_in_two_groups_gets_both_and_names_follow_the_language(site):
    text = compose(site, "regions/my-parliament.md", "en").markdown
    line = next(line for line in text.split("\n") if 'data-p="DZ"' in line)
    assert '<b id="p-dz" data-p="DZ">Algeria</b>' in line
    assert 'data-r="african"' in line and 'Arab Group{ data-r="arab" }' in line
    assert "(probable member)" in next(line for line in text.split("\n") if 'data-p="MA"' in line)


def test_region_data_lists_members_by_name_and_channels_with_date_and_source(make_guide):
    files = regional_files()
    files["docs/regions/african.md"] += '{{ region_data("african") }}\n'
    text = compose(load_site(make_guide(files)), "regions/african.md", "en").markdown
    assert "**Named by a source:** Algeria, Kenya" in text and "**Probable:** Morocco" in text
    assert re.search(r"\| Kenya \| talking to someone \| \[Childline Kenya\]\(\S+\) \| 116 \| 2024\[\^\d\] \|", text)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('region_data("afrikan")', 'region "afrikan" is not in docs/data/regions (did you mean "african"?)'),
        (
            'region_data("african", "chanels")',
            '"chanels" is not a part of a region: members, channels (did you mean "channels"?)',
        ),
    ],
)
def test_a_region_or_part_that_does_not_exist_is_named_with_its_line(call, message, make_guide):
    files = regional_files()
    files["docs/regions/african.md"] += f"{{{{ {call} }}}}\n"
    line = files["docs/regions/african.md"].count("\n")
    assert f"docs/regions/african.md:{line}: {message}" in map(str, run_checks(load_site(make_guide(files))))


def test_the_real_data_give_every_group_a_chapter_members_and_bodies(real_site):
    regions = real_site.english.regions
    assert len(regions) == 6
    for slug, region in regions.items():
        assert f"regions/{slug}.md" in real_site.pages
        assert region["bodies"] and region["instruments"] and region["members"] + region.get("uncertain_members", [])

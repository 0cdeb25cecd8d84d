"""Accessible: the rules of axe-core, the keyboard, enlargement, colours, movement; every kind of page, every language."""

from __future__ import annotations

import pytest

from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE, until
from tests.browser.kinds import KINDS
from tests.conftest import LOCALES

# Each kind meets both sizes and both colours; the rules that rest on colours alone run in the other two pairs as well.
SIZES = {"desktop": (DESKTOP, "light", "dark"), "phone": (PHONE, "dark", "light")}
# 400 % of a window of 1280 by 1024 (WCAG 2.2, 1.4.10), and 200 % of it.
ZOOMED = {400: {"width": 320, "height": 256}, 200: {"width": 640, "height": 512}}
LIST = "oversee/checklists/cl-05-law-enforcement/"

# What sticks out of the window sideways and is in no box that scrolls by itself.
STICKS_OUT = """() => {
    const wide = innerWidth + 1, found = [];
    const boxed = (one) => {
        for (let box = one.parentElement; box; box = box.parentElement) {
            const style = getComputedStyle(box);
            if (["auto", "scroll", "hidden", "clip"].includes(style.overflowX) && box.tagName !== "BODY") return true;
        }
    };
    for (const one of document.querySelectorAll("body *")) {
        const { left, right, width } = one.getBoundingClientRect();
        if (!width || !(right > wide || left < -1) || boxed(one) || one.closest(".skip, .unseen, svg")) continue;
        found.push(one.outerHTML.slice(0, 120));
    }
    return found.slice(0, 3);
}"""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("locale", LOCALES)
def test_no_rule_is_broken(browser, base_url, locale, size):
    viewport, colours, others = SIZES[size]
    context = browser.new_context(viewport=viewport, color_scheme=colours)
    page = context.new_page()
    found = []
    for kind, url in KINDS.items():
        page.emulate_media(color_scheme=colours)
        page.goto(f"{base_url}/{locale}/{url}")
        found += [f"{kind}, {colours}: {fault}" for fault in violations(page)]
        page.emulate_media(color_scheme=others)
        found += [f"{kind}, {others}: {fault}" for fault in violations(page, "color-contrast", "link-in-text-block")]
    context.close()
    assert found == []


def opened(page, state: str) -> None:
    """Bring a page into a state that a reader can bring it into."""
    if state == "search":
        page.keyboard.press("Control+k")
        page.locator("dialog input").fill("IPU")
        page.locator("dialog a[href]").first.wait_for(state="visible")
    elif state == "menu":
        page.click("[data-menu]")
        page.locator("#navigation a[href]").first.wait_for(state="visible")
    elif state == "languages":
        page.click("details.languages summary")
    elif state == "contents":
        page.click(".toc summary")
    elif state == "definition":
        page.locator("a.term, a.footnote-ref").first.focus()
        page.locator("[role=tooltip]").wait_for(state="visible")
    elif state == "answered":
        page.check("input[name='CL-05.1'][value=partly]")
        for details in page.locator(".answer details").all()[:2]:
            details.locator("summary").click()
    elif state in ("questions", "brief"):
        page.check("input[name='CL-05.1'][value=planned]")
        page.click(f"[data-act={state}]")
        page.locator(".document").first.wait_for()


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en", "ar"])
@pytest.mark.parametrize(
    ("state", "url", "size"),
    [
        ("search", "legislate/ratify/", DESKTOP),
        ("search", "legislate/ratify/", PHONE),
        ("menu", "legislate/ratify/", PHONE),
        ("languages", "legislate/ratify/", PHONE),
        ("contents", "legislate/ratify/", PHONE),
        ("definition", "legislate/ratify/", DESKTOP),
        ("answered", LIST, PHONE),
        ("questions", LIST, DESKTOP),
        ("brief", LIST, DESKTOP),
    ],
)
def test_no_rule_is_broken_in_what_opens(open_page, locale, state, url, size, colours):
    page = open_page(f"{locale}/{url}", viewport=size, color_scheme=colours)
    opened(page, state)
    # What lies half below the head of the page would count as a small target.
    page.evaluate("scrollTo(0, 0)")
    assert violations(page) == []


# Where the focus is, whether it shows, and whether something lies over it.
FOCUS = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const label = one.matches("input") && one.closest("label");
    const shows = (element) => {
        const outlines = [getComputedStyle(element), getComputedStyle(element, "::after")];
        return outlines.some(({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && parseFloat(outlineWidth) >= 2);
    };
    // Of a link over two lines each line counts; of what is larger than the window the part that is in it.
    const points = [...one.getClientRects()].flatMap(({ left, top, right, bottom }) => {
        [left, right] = [Math.max(left, 0), Math.min(right, innerWidth)];
        [top, bottom] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
        return [[0.5, 0.5], [0.1, 0.2], [0.9, 0.8]].map(([x, y]) => [left + (right - left) * x, top + (bottom - top) * y]);
    });
    const inside = points.filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
    const free = inside.some(([x, y]) => {
        const top = document.elementFromPoint(x, y);
        return top && (one.contains(top) || top.contains(one));
    });
    one.dataset.walked = "";
    // The button inside a date shows the focus by itself (::-webkit-calendar-picker-indicator).
    return { shows: shows(one) || Boolean(label && shows(label)) || one.type === "date", free, html: one.outerHTML.slice(0, 160) };
}"""
# What can be seen and used, and is a stop of the keyboard. Of radio buttons with one name one is.
STOPS = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0'], [contenteditable=true]")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0)
    .filter((one) => one.type !== "radio" || one.checked || !one.form?.elements[one.name]?.value)"""


def walk(page, most: int) -> list[dict]:
    """Press Tab until the focus leaves the page; return each stop."""
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            return stops
        stops.append(stop)
    raise AssertionError(f"the keyboard finds no end after {most} stops: {stops[-3:]}")


@pytest.mark.parametrize("size", [DESKTOP, PHONE, ZOOMED[400]], ids=["desktop", "phone", "400 percent"])
@pytest.mark.parametrize(
    ("locale", "url"),
    [
        ("en", ""),
        ("ar", "legislate/ratify/"),
        ("en", "start/help-now/"),
        ("en", "start/privacy/"),
        ("ar", LIST),
        ("en", "cooperate/practices/"),
        ("en", "regions/"),
        ("zh", "regions/my-parliament/"),
        ("en", "reference/architecture/"),
    ],
)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(open_page, locale, url, size):
    # With less movement the page is where the focus is at once, not some frames later.
    page = open_page(f"{locale}/{url}", viewport=size, reduced_motion="reduce")
    stops = walk(page, 600)
    assert [stop["html"] for stop in stops if not stop["shows"]] == [], "the focus cannot be seen"
    assert [stop["html"] for stop in stops if not stop["free"]] == [], "something lies over the focus"
    missed = page.evaluate(
        f"({STOPS})().filter((one) => !('walked' in one.dataset)).map((one) => one.outerHTML.slice(0, 120))"
    )
    radios = [one for one in missed if 'type="radio"' in one]
    assert [one for one in missed if one not in radios] == []
    assert len(stops) > 8


def test_the_first_stop_skips_to_the_content(open_page):
    page = open_page("en/legislate/ratify/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("class") == "skip"
    assert page.locator(":focus").is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_search_keeps_the_focus_and_gives_it_back(open_page):
    page = open_page("ar/legislate/ratify/")
    page.locator("[data-search]").focus()
    page.keyboard.press("Enter")
    page.locator("dialog input").fill("IPU")
    page.locator("dialog a[href]").first.wait_for(state="visible")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || document.activeElement.closest('dialog') !== null"
        )
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('[data-search]')")


@pytest.mark.parametrize("percent", ZOOMED)
@pytest.mark.parametrize("locale", LOCALES)
def test_enlarged_text_flows_in_one_column(browser, base_url, locale, percent):
    context = browser.new_context(viewport=ZOOMED[percent], device_scale_factor=percent / 100)
    page = context.new_page()
    for kind, url in KINDS.items():
        page.goto(f"{base_url}/{locale}/{url}")
        assert page.evaluate("document.documentElement.scrollWidth") <= ZOOMED[percent]["width"], kind
        assert page.evaluate(STICKS_OUT) == [], kind
    context.close()


@pytest.mark.parametrize("locale", ["en", "ar", "ru"])
def test_wider_spaces_between_lines_and_letters_lose_nothing(browser, base_url, locale):
    """WCAG 2.2, 1.4.12. Arabic letters are joined: there is no space between them to widen."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    for kind, url in KINDS.items():
        page.goto(f"{base_url}/{locale}/{url}")
        page.evaluate("""() => {
            const sheet = new CSSStyleSheet();
            const letters = document.documentElement.lang === "ar" ? "" : "letter-spacing: .12em !important;";
            sheet.replaceSync(`* { line-height: 1.5 !important; ${letters} word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
            document.adoptedStyleSheets = [sheet];
        }""")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], kind
    context.close()


def test_nothing_moves_when_the_device_asks_for_less(open_page):
    page = open_page("en/legislate/ratify/", viewport=PHONE, reduced_motion="reduce")
    opened(page, "menu")
    page.keyboard.press("Escape")
    opened(page, "search")
    assert page.evaluate("document.getAnimations().length") == 0
    moving = """[...document.querySelectorAll("*")].filter((one) => {
        const style = getComputedStyle(one);
        return [style.transitionDuration, style.animationDuration].some((time) => parseFloat(time) > 0.01)
            || style.scrollBehavior === "smooth";
    }).map((one) => one.outerHTML.slice(0, 80))"""
    assert page.evaluate(moving) == []


@pytest.mark.parametrize("url", ["", "legislate/ratify/", LIST, "cooperate/practices/", "start/help-now/", "regions/"])
def test_forced_colours_keep_borders_and_marks(open_page, url):
    page = open_page(f"en/{url}", forced_colors="active")
    until(page, "matchMedia('(forced-colors: active)').matches")
    bare = """[...document.querySelectorAll("main button, main select, main textarea, main input[type=text], main input[type=date]")]
        .filter((one) => one.checkVisibility() && getComputedStyle(one).borderTopStyle === "none")
        .filter((one) => getComputedStyle(one).textDecorationLine === "none")
        .map((one) => one.outerHTML.slice(0, 100))"""
    assert page.evaluate(bare) == []
    stops = walk(page, 600)
    assert [stop["html"] for stop in stops if not stop["shows"]] == []
    invisible = """[...document.querySelectorAll("svg path, svg circle")].filter((one) => {
        const { stroke, fill } = getComputedStyle(one), paper = getComputedStyle(document.body).backgroundColor;
        return one.checkVisibility() && [stroke, fill].every((colour) => colour === "none" || colour === paper);
    }).length"""
    assert page.evaluate(invisible) == 0


def test_forced_colours_show_which_answer_is_chosen(open_page):
    page = open_page(f"en/{LIST}", forced_colors="active")
    page.check("input[name='CL-05.1'][value=partly]")
    chosen, other = (page.locator(f"input[name='CL-05.1'][value={value}]") for value in ("partly", "planned"))
    assert chosen.evaluate("one => getComputedStyle(one).appearance") == "auto", "the device's own mark"
    assert (chosen.is_checked(), other.is_checked()) == (True, False)

// "My parliament": what the reader has picked is kept on this device and leads to their region. Nothing is sent.
(() => {
  "use strict";

  const settings = JSON.parse(document.getElementById("settings").textContent);
  const { regions, words } = window.guideWords.parliament;
  const KEY = "guide.parliament";
  const names = new Intl.DisplayNames([settings.locale], { type: "region" });
  const page = "regions/my-parliament/";

  let strip;
  showStrip(read());
  const list = document.querySelector("[data-parliaments]");
  if (list) picker(list);

  /** What is kept: {p: "KE", r: ["african"]}; anything else counts as nothing. */
  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY));
      const groups = kept.r.filter((slug) => regions[slug]);
      return /^[A-Z]{2}$/.test(kept.p) && groups.length ? { p: kept.p, r: groups } : null;
    } catch {
      return null;
    }
  }

  function write(choice) {
    try {
      if (choice) localStorage.setItem(KEY, JSON.stringify(choice));
      else localStorage.removeItem(KEY);
      return true;
    } catch {
      return false;
    }
  }

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  /** The address of a page; on a stick, without a server, a folder does not open by itself. */
  function at(folder, anchor = "") {
    return settings.base + folder + (location.protocol === "file:" ? "index.html" : "") + anchor;
  }

  /** The doors of a region: chapter, instruments, channels, checklist. */
  function doors(slug) {
    const [, checklist] = regions[slug];
    const chapter = (anchor) => at(`regions/${slug}/`, anchor);
    const links = [[words.chapter, chapter()], [words.instruments, chapter("#instruments")], [words.channels, chapter("#channels")]];
    if (checklist) links.push([words.checklist, at(checklist)]);
    return links.map(([text, href]) => element("a", { href, textContent: text }));
  }

  /** The strip below the header: on every page while a choice is kept. */
  function showStrip(choice) {
    strip?.remove();
    strip = null;
    if (!choice) return;
    const groups = choice.r.map((slug) => element("span", {}, element("i", { textContent: regions[slug][0] }), ...doors(slug)));
    strip = element("nav", { className: "strip" }, element("b", { textContent: names.of(choice.p) }), ...groups);
    strip.setAttribute("aria-label", words.title);
    strip.append(element("a", { href: at(page), textContent: words.change }));
    document.querySelector("header.top").after(strip);
  }

  /** The page "My parliament": the list of countries becomes a list to choose from. */
  function picker(list) {
    const says = list.dataset;
    const countries = new Map(
      [...list.querySelectorAll("[data-p]")].map((mark) => [
        mark.dataset.p,
        { name: mark.textContent, item: mark.closest("li"), r: [...mark.closest("li").querySelectorAll("[data-r]")].map((link) => link.dataset.r) },
      ]),
    );
    const select = element("select", { id: "my-parliament", required: true }, element("option", { value: "", textContent: "–" }));
    for (const [code, { name }] of countries) select.append(element("option", { value: code, textContent: name }));
    const form = element(
      "form",
      { className: "picker" },
      element("label", { htmlFor: select.id, textContent: says.choose }),
      select,
      element("button", { textContent: says.keep }),
    );
    const result = element("div", { className: "picked" });
    result.setAttribute("role", "status");
    list.before(form, result);

    const show = (code, note, isKept) => {
      const { name, item, r } = countries.get(code);
      const heading = element("p", {}, element("b", { textContent: name }));
      const groups = element("ul");
      // The words of the list say which memberships are only probable.
      const links = [...item.querySelectorAll("[data-r]")];
      r.forEach((slug, index) => {
        const after = links[index].nextSibling?.textContent.match(/^ \([^)]*\)/)?.[0] || "";
        const line = element("li", {}, element("b", { textContent: regions[slug][0] }), after, " ");
        doors(slug).forEach((door) => line.append(door, " "));
        groups.append(line);
      });
      const share = element("a", { href: `#p-${code.toLowerCase()}`, textContent: says.share });
      const button = element("button", { type: "button", textContent: isKept ? says.forget : says.store });
      button.addEventListener("click", () => {
        if (isKept) forget();
        else keep(code);
      });
      result.replaceChildren(heading, groups, element("p", { textContent: note }), element("p", {}, button, " ", share));
      select.value = code;
    };
    const keep = (code) => {
      const choice = { p: code, r: countries.get(code).r };
      const isKept = write(choice);
      showStrip(isKept ? choice : null);
      show(code, isKept ? says.kept : says.notKept, isKept);
    };
    const forget = () => {
      write(null);
      showStrip(null);
      select.value = "";
      result.textContent = says.forgotten;
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (countries.has(select.value)) keep(select.value);
    });
    // The browser goes to the country in the list once the page is loaded; the answer stands above it.
    const look = () => {
      form.scrollIntoView({ block: "center" });
      if (document.readyState !== "complete") addEventListener("load", () => setTimeout(look), { once: true });
    };
    // A shared link shows a country (…/#p-ke or …/?p=KE) and keeps nothing.
    const shared = () => {
      const asked = location.hash.match(/^#p-([a-z]{2})$/i)?.[1] || new URLSearchParams(location.search).get("p");
      const code = asked?.toUpperCase();
      const kept = read();
      if (asked && countries.has(code)) {
        show(code, kept?.p === code ? says.kept : says.notKept, kept?.p === code);
        look();
      } else if (asked) result.textContent = says.unknown;
      else if (kept && countries.has(kept.p)) show(kept.p, says.kept, true);
    };
    addEventListener("hashchange", shared);
    shared();
  }
})();

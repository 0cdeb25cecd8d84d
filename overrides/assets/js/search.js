// The search dialog, fetched when the reader first asks for it. The index is Pagefind's, one for each language.
//
// normalise(query) says how a query is put to the index, as attempts in turn; the first that finds pages
// wins. An attempt is { all: [query, …] } (each must be found on the page) or { any: [query, …] }. The index itself
// folds accents, Arabic vowel marks and letter variants, and reduces words to their stems; in Chinese each
// character is indexed as a word of its own, so that words are asked for as exact phrases.
(() => {
  "use strict";

  const settings = JSON.parse(document.getElementById("settings").textContent);
  const { locale } = settings;
  const { words, close: closing } = window.guideWords;
  const HAN = /\p{Script=Han}/u;
  const SHOWN = 4;

  /** The form of a text for a number, with the number as the language writes it. */
  function counted(forms, number) {
    const form = forms[new Intl.PluralRules(settings.intl).select(number)] || forms.other;
    return form.replace("{count}", number.toLocaleString(settings.intl));
  }

  function normalise(query) {
    let text = query.normalize("NFKC").replace(/["“”„«»]/g, " ").replace(/\s+/g, " ").trim();
    if (locale === "zh" && HAN.test(text)) return chinese(text);
    if (locale === "ar") text = text.replace(/[\u064B-\u065F\u0670\u06D6-\u06ED\u0640]/g, "").replace(/ٱ/g, "ا");
    // The article "al-", alone or behind "and", "so", "with", "for", is written on the word. The index reduces words to stems
    // without it; a query without it needs one part of the index in the place of two.
    if (locale === "ar") text = text.replace(/(^|\s)(?:[وفبك]?ال|لل)(?=[\u0621-\u064A]{3})/g, "$1");
    const attempts = [{ all: [text] }];
    const parts = text.split(" ").filter((word) => word.length > 2);
    if (parts.length > 1) attempts.push({ any: parts });
    return attempts;
  }

  function chinese(text) {
    const phrase = (part) => `"${part.replace(/(\p{Script=Han})/gu, " $1 ").replace(/\s+/g, " ").trim()}"`;
    const parts = text.split(/[\s\p{P}]+/u).filter(Boolean);
    const attempts = [{ all: parts.map(phrase) }];
    const segments = parts.flatMap((part) => segment(part)).filter((word) => word.length > 1);
    if (segments.length > 1) attempts.push({ all: segments.map(phrase) }, { any: segments.map(phrase) });
    return attempts;
  }

  /** The words of a Chinese text; pairs of characters where the browser knows no words. */
  function segment(text) {
    if (Intl.Segmenter) {
      const found = new Intl.Segmenter("zh", { granularity: "word" }).segment(text);
      return [...found].filter((part) => part.isWordLike).map((part) => part.segment);
    }
    return [...text].slice(1).map((character, index) => [...text][index] + character);
  }

  // ---- where the pages are found ----

  /** Returns ask(query): promise of [{ id, score, data() }]; data() gives { url, title, excerpt, parts }. */
  async function pagefind() {
    const base = new URL(settings.base, location.href).href;
    const engine = await import(`${base}pagefind/pagefind.js`);
    await engine.options({ noWorker: true, excerptLength: locale === "zh" ? 60 : 24, ranking: { metaWeights: { title: 5, kw: 2 } } });
    await engine.init();
    const clean = (text) => text.replace(/\u200B/g, "");
    return async (query) =>
      (await engine.search(query)).results.map((result) => ({
        id: result.id,
        score: result.score,
        async data() {
          const page = await result.data();
          const parts = page.sub_results.filter((part) => part.url !== page.url);
          return {
            url: page.url,
            title: clean(page.meta.title),
            excerpt: page.excerpt,
            parts: parts.slice(0, 3).map((part) => ({ url: part.url, title: clean(part.title) })),
          };
        },
      }));
  }

  /** Opened as a file the page may not load Pagefind; the archive brings the text as search-data.js instead. */
  async function fromFile() {
    const pages = await new Promise((resolve, reject) => {
      window.guideSearchData = resolve;
      const script = document.createElement("script");
      script.src = `${settings.base}search-data.js`;
      script.onerror = reject;
      document.head.append(script);
    });
    const fold = (text) =>
      text.normalize("NFKD").replace(/[\p{M}\u0640]/gu, "").replace(/ٱ/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه").toLowerCase();
    const spaced = (text) => ` ${fold(text).replace(/[^\p{L}\p{N}]+/gu, " ")} `;
    // Without stems, a word counts from its beginning and without its last letters; in Arabic also behind its article.
    const start = locale === "ar" ? "" : " ";
    const stem = (word) => start + fold(word).replace(/^ال(?=.{3})/, "").slice(0, Math.max(4, word.length - 3));
    const count = (text, word) => text.split(word).length - 1;
    const folded = pages.map((page) => ({
      page,
      head: spaced(`${page.t} ${page.k}`),
      sections: page.s.map(([id, title, text]) => ({ id, title, text, in: spaced(`${title} ${text}`) })),
    }));
    return async (query) => {
      const plain = query.replace(/"/g, "").trim();
      const long = plain.split(/\s+/).filter((word) => word.length > 2);
      const wanted = HAN.test(plain) ? [fold(plain).replace(/ /g, "")] : (long.length ? long : [plain]).map(stem);
      const has = (text) => wanted.some((word) => text.includes(word));
      const results = [];
      for (const { page, head, sections } of folded) {
        const length = sections.reduce((sum, part) => sum + part.in.length, 1);
        const scores = wanted.map((word) => {
          const inText = sections.reduce((sum, part) => sum + count(part.in, word), 0);
          return count(head, word) ? 5 : (100 * inText) / (length / 10 + 100);
        });
        if (scores.some((score) => score === 0)) continue;
        const hits = sections.filter((part) => has(part.in));
        results.push({
          id: page.u,
          score: scores.reduce((sum, score) => sum + Math.min(score, 5), 0),
          data: async () => ({
            url: settings.base + page.u,
            title: page.t,
            excerpt: around((hits[0] || sections[0]).text, (token) => has(spaced(token))),
            parts: hits.filter((part) => part.id).slice(0, 3).map((part) => ({ url: `${settings.base}${page.u}#${part.id}`, title: part.title })),
          }),
        });
      }
      return results;
    };
  }

  /** Some words of a text, from a little before the first that is wanted; in Chinese, some characters. */
  function around(text, isWanted) {
    const escape = (token) => token.replace(/&/g, "&amp;").replace(/</g, "&lt;");
    const tokens = HAN.test(text) ? text.split(/(?<=[，。；：、\s])/) : text.split(/(?<=\s)/);
    const from = Math.max(0, tokens.findIndex(isWanted) - (HAN.test(text) ? 1 : 8));
    const shown = tokens.slice(from, from + (HAN.test(text) ? 6 : 24));
    return shown.map((token) => (isWanted(token) ? `<mark>${escape(token)}</mark>` : escape(token))).join("");
  }

  let source;
  function index() {
    source ||= (location.protocol === "file:" ? fromFile() : pagefind()).catch((error) => {
      source = null;
      throw error;
    });
    return source;
  }

  async function find(query) {
    const ask = await index();
    for (const attempt of normalise(query)) {
      const queries = attempt.all || attempt.any;
      const merged = new Map();
      for (const results of await Promise.all(queries.map(ask))) {
        for (const result of results) {
          const known = merged.get(result.id);
          if (known) {
            known.score += result.score;
            known.times += 1;
          } else merged.set(result.id, { ...result, times: 1 });
        }
      }
      const found = [...merged.values()].filter((result) => attempt.any || result.times === queries.length);
      if (found.length) return found.sort((a, b) => b.times - a.times || b.score - a.score);
    }
    return [];
  }

  // ---- the dialog ----

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const input = make("input", {
    type: "search", id: "search-input", name: "q", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    enterkeyhint: "search", dir: "auto", "aria-describedby": "search-hint",
  });
  const close = make("button", { type: "button", class: "close" }, closing);
  const status = make("p", { role: "status" });
  const list = make("ul");
  const more = make("button", { type: "button", class: "more", hidden: "" }, words.more);
  const form = make("form", { role: "search" }, make("label", { for: "search-input" }, words.label), make("div", {}, input, close));
  const dialog = make(
    "dialog",
    { class: "search", "aria-label": words.label },
    form,
    make("p", { id: "search-hint", class: "hint" }, words.hint),
    status,
    list,
    more,
  );
  document.body.append(dialog);

  let found = [], asked = "", timer;

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(run, 250);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    await run();
    if (asked === input.value.trim()) list.querySelector("a")?.focus();
  });
  more.addEventListener("click", async () => {
    const before = list.children.length;
    await show(before + SHOWN);
    list.children[before]?.querySelector("a").focus();
  });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("a")) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      // Else a search field would first only empty itself.
      event.preventDefault();
      dialog.close();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...list.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  async function run() {
    const query = input.value.trim();
    if (query === asked) return;
    asked = query;
    if (query.length < (HAN.test(query) ? 1 : 2)) {
      found = [];
      list.replaceChildren();
      status.textContent = "";
      more.hidden = true;
      return;
    }
    const wait = setTimeout(() => (status.textContent = words.loading), 300);
    try {
      const results = await find(query);
      if (query !== asked) return;
      found = results;
      list.replaceChildren();
      await show(SHOWN, query);
      if (query === asked) status.textContent = found.length ? counted(words.found, found.length) : words.none;
    } catch {
      asked = "";
      list.replaceChildren();
      more.hidden = true;
      status.textContent = words.failed;
    } finally {
      clearTimeout(wait);
    }
  }

  async function show(count, query = asked) {
    const pages = await Promise.all(found.slice(list.children.length, count).map((result) => result.data()));
    if (query !== asked) return;
    list.append(...pages.map(entry));
    more.hidden = found.length <= list.children.length;
  }

  function entry(page) {
    const item = make("li", {}, make("a", { href: page.url }, page.title), make("p", {}, "… ", ...marked(page.excerpt), " …"));
    if (page.parts.length) {
      item.append(make("ul", {}, ...page.parts.map((part) => make("li", {}, make("a", { href: part.url }, part.title)))));
    }
    return item;
  }

  /** The excerpt as nodes: text and <mark>, nothing else. */
  function marked(excerpt) {
    const plain = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
    return excerpt.split(/<mark>(.*?)<\/mark>/s).map((text, index) => (index % 2 ? make("mark", {}, plain(text)) : plain(text)));
  }

  function open() {
    if (!dialog.open) {
      if (dialog.showModal) dialog.showModal();
      else dialog.setAttribute("open", "");
    }
    input.focus();
    input.select();
    index().catch(() => (status.textContent = words.failed));
  }

  window.guideSearch = { open };
})();

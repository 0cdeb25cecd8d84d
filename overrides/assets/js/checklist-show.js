// What opens below the panel: a document to edit, print and save; a profile, alone or beside an earlier one.
(() => {
  "use strict";

  const guide = window.guideAssess;
  const { data, t, h, button, load } = guide;
  // A list that is not translated yet stands in English between the reader's words: each line by its first letter.
  const dir = data.list.locale === data.locale ? null : "auto";
  const TAGS = { h1: "h3", h2: "h4", p: "p", li: "ul", ol: "ol" };

  /** Put a document in the page as text that the reader may change. */
  function documentPanel(place, blocks, stem) {
    const status = h("p", { role: "status", class: "live" });
    const sheet = h("div", { class: "sheet", contenteditable: "true", spellcheck: "true", tabindex: "0", role: "textbox", "aria-multiline": "true", "aria-label": t("assess.doc.edit") });
    sheet.append(...elements(blocks));
    // Pasted text comes as words: nothing of another page's markup enters.
    sheet.addEventListener("paste", (event) => {
      event.preventDefault();
      document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
    });
    sheet.addEventListener("drop", (event) => event.preventDefault());
    const run = (key, act) => button(`assess.${key}`, () => act().catch((error) => (status.textContent = error.words || String(error))), { "data-act": key });
    const bar = h("div", { class: "actions" },
      run("copy", async () => {
        await copy(sheet);
        status.textContent = t("assess.copied");
      }),
      run("print", async () => print(sheet)),
      run("docx", async () => {
        await load("files");
        guide.download(`${stem}.docx`, guide.files.docx(read(sheet)), "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
      }),
      run("md", async () => guide.download(`${stem}.md`, guide.documents.markdown(read(sheet)), "text/markdown;charset=utf-8")),
      button("assess.close", () => (place.replaceChildren(), document.querySelector(".assess [data-act=questions]")?.focus()), { class: "quiet" }));
    place.replaceChildren(h("div", { class: "document", lang: data.locale, dir: data.dir }, h("p", { class: "small" }, t("assess.doc.hint")), bar, status, sheet));
    sheet.focus();
  }

  function elements(blocks) {
    const found = [];
    for (const [kind, text] of blocks) {
      const tag = TAGS[kind];
      if (tag !== "ul" && tag !== "ol") found.push(h(tag, { dir }, text));
      else {
        if (found.at(-1)?.localName !== tag) found.push(h(tag));
        found.at(-1).append(h("li", { dir }, text));
      }
    }
    return found;
  }

  /** The edited text as blocks again. */
  function read(sheet) {
    const kinds = { H3: "h1", H4: "h2", UL: "li", OL: "ol" };
    const blocks = [];
    const add = (kind, node) => {
      for (const line of (node.innerText ?? node.textContent).split("\n")) if (line.trim()) blocks.push([kind, line.trim()]);
    };
    for (const node of sheet.childNodes) {
      const kind = kinds[node.nodeName] || "p";
      if (kind === "li" || kind === "ol") for (const point of node.children) add(kind, point);
      else add(kind, node);
    }
    return blocks;
  }

  async function copy(sheet) {
    const text = guide.documents.markdown(read(sheet));
    try {
      const clean = h("div", {}, ...elements(read(sheet))).innerHTML;
      const types = { "text/plain": new Blob([text], { type: "text/plain" }), "text/html": new Blob([clean], { type: "text/html" }) };
      await navigator.clipboard.write([new ClipboardItem(types)]);
    } catch {
      // A page opened as a file, or an older browser: select, and copy the old way.
      getSelection().selectAllChildren(sheet);
      document.execCommand("copy");
    }
  }

  /** Print the document alone: the style sheet hides the rest of the page meanwhile. */
  function print(sheet) {
    const root = document.documentElement;
    sheet.closest(".document").classList.add("printed");
    root.classList.add("print-document");
    window.print();
    root.classList.remove("print-document");
    sheet.closest(".document").classList.remove("printed");
  }

  // ---- profile and comparison ----

  function comparison(place, list, current, others, stem) {
    const chooser = h("select", { id: "assess-against" }, h("option", { value: "" }, t("assess.against.none")));
    chooser.append(...others.map((one) => h("option", { value: one.id }, guide.titleOf(one))));
    const body = h("div");
    const show = () => {
      const before = others.find((one) => one.id === chooser.value);
      const parts = [];
      // Drawn as wide as there is room, so that its words are as large as the text.
      const width = Math.max(240, Math.min(640, body.clientWidth || 640));
      if (before) {
        parts.push(h("h4", {}, t("assess.doc.changes")));
        if (before.edition !== current.edition) parts.push(h("p", {}, t("assess.doc.editions")));
        parts.push(changedTable(list, before, current));
        const open = () => documentPanel(place, guide.documents.changes(list, before, current), `changes-${stem}`);
        parts.push(h("div", { class: "actions" }, button("assess.changes", open, { "data-act": "changes" })));
      }
      for (const by of ["theme", "kind"]) parts.push(...profile(list, by, before ? [before, current] : [current], width));
      parts.push(h("p", { class: "small" }, t("assess.doc.caution")));
      body.replaceChildren(...parts);
    };
    chooser.addEventListener("change", show);
    const earlier = others.find((one) => one.date < current.date);
    if (earlier) chooser.value = earlier.id;
    const title = h("h3", { tabindex: "-1" }, t("assess.compare"));
    place.replaceChildren(h("div", { class: "comparison", lang: data.locale, dir: data.dir }, title,
      h("p", { class: "field" }, h("label", { for: chooser.id }, t("assess.against")), chooser), body));
    show();
    title.focus();
  }

  function table(caption, heads, rows) {
    const cells = (row) => row.map((cell, index) => (index ? h("td", {}, String(cell)) : h("th", { scope: "row" }, cell)));
    return h("div", { class: "table", role: "group", "aria-label": caption, tabindex: "0" },
      h("table", {}, h("caption", {}, caption),
        h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
        h("tbody", {}, ...rows.map((row) => h("tr", {}, ...cells(row))))));
  }

  function changedTable(list, before, after) {
    const found = guide.documents.changed(list, before, after);
    if (!found.length) return h("p", {}, t("assess.doc.same"));
    const step = (code) => guide.STEPS.indexOf(code);
    const way = (was, is) => (step(was) < 0 || step(is) < 0 ? "" : t(step(is) > step(was) ? "assess.up" : "assess.down"));
    const heads = [t("assess.column.item"), guide.titleOf(before), guide.titleOf(after), t("assess.column.way")];
    return table(t("assess.changed", { count: found.length }), heads,
      found.map(([item, was, is]) => [`${item.id} ${item.text}`, guide.label(was), guide.label(is), way(was, is)]));
  }

  /** A chart of how many answers stand at each step, by theme or kind, and the same as a table. */
  function profile(list, by, sides, width) {
    const codes = [...guide.STEPS, ...guide.EXITS, ""];
    const rows = guide.groups(list, by).flatMap(([, name, items]) =>
      sides.map((side) => ({
        name, side, first: side === sides[0],
        counts: codes.map((code) => items.filter((item) => guide.answerOf(side, item.id) === code).length),
      })));
    const title = t(`assess.profile.${by}`);
    const used = codes.filter((_, index) => rows.some((row) => row.counts[index]));
    const legend = h("ul", { class: "legend" }, ...used.map((code) => h("li", {}, swatch(code), guide.label(code))));
    const heads = [title, ...used.map(guide.label)];
    const named = (row) => (sides.length > 1 ? `${row.name} (${guide.titleOf(row.side)})` : row.name);
    const numbers = rows.map((row) => [named(row), ...used.map((code) => row.counts[codes.indexOf(code)])]);
    return [h("h4", {}, title), chart(title, rows, codes, sides, width), legend,
      h("details", {}, h("summary", {}, t("assess.chart.table")), table(title, heads, numbers))];
  }

  const svg = (tag, properties, ...children) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const shade = (code) => `step step-${code || "open"}`;
  const swatch = (code) => svg("svg", { class: "swatch", viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("rect", { class: shade(code), width: 16, height: 16 }));

  function chart(title, rows, codes, sides, width) {
    const [bar, line] = [22, 20];
    const most = Math.max(1, ...rows.map((row) => row.counts.reduce((sum, count) => sum + count, 0)));
    const flip = data.dir === "rtl";
    const at = (x, size) => (flip ? width - x - size : x);
    const words = [];
    const parts = [];
    let y = 0;
    for (const row of rows) {
      const text = sides.length > 1 ? guide.titleOf(row.side) : "";
      if (row.first) {
        y += parts.length ? 10 : 0;
        parts.push(svg("text", { x: flip ? width : 0, y: y + 14, class: "name" }, row.name));
        y += line;
      }
      let x = 0;
      row.counts.forEach((count, index) => {
        if (!count) return;
        const size = (count / most) * width;
        parts.push(svg("rect", { x: at(x, size), y, width: size, height: bar, class: shade(codes[index]) }));
        parts.push(svg("text", { x: at(x, size) + size / 2, y: y + 16, class: `number on-${codes[index] || "open"}` }, String(count)));
        x += size;
      });
      y += bar + 3;
      if (text) {
        parts.push(svg("text", { x: flip ? width : 0, y: y + 11, class: "side" }, text));
        y += 18;
      }
      const shown = row.counts.map((count, index) => count && guide.pair(guide.label(codes[index]), count)).filter(Boolean);
      words.push(guide.pair(text ? `${row.name} (${text})` : row.name, shown.join(" · ")));
    }
    const id = `chart-${Math.random().toString(36).slice(2, 8)}`;
    return svg("svg", { class: "chart", viewBox: `0 0 ${width} ${y}`, role: "img", "aria-labelledby": `${id}-t ${id}-d`, direction: data.dir },
      svg("title", { id: `${id}-t` }, title), svg("desc", { id: `${id}-d` }, words.join(". ")), ...parts);
  }

  guide.show = { document: documentPanel, comparison };
})();

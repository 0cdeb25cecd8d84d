// "Your assessments": all that is saved on this device, over all checklists.
(() => {
  "use strict";

  const guide = window.guideAssess;
  const { data, t, h, button, store } = guide;
  const lists = new Map(data.lists.map((list) => [list.id, list]));
  const AREAS = 10;

  const live = h("p", { role: "status", class: "live" });
  const alerts = h("div", { role: "alert", class: "alerts" });
  const body = h("div");
  const chooser = h("select", { id: "assess-whose", onchange: () => show() });
  const warn = guide.warnings(alerts, () => store.all());
  const act = (key, run) =>
    button(`assess.${key}`, () => run().catch((error) => (live.textContent = error.words || String(error))), { "data-act": key });
  const panel = h("div", { class: "assess dashboard", lang: data.locale, dir: data.dir },
    alerts,
    h("div", { class: "actions" },
      ...guide.opener((kept, words) => {
        show();
        live.textContent = words;
      }),
      act("save-all", async () => guide.saveFile(store.all(), `assessments-${store.today()}`)),
      act("table-all", () => guide.saveTable(null, store.all(), `assessments-${store.today()}`)),
      act("delete-all", async () => {
        if (!confirm(t("assess.delete-all.sure"))) return;
        store.removeAll();
        show();
        live.textContent = t("assess.deleted");
      })),
    live, body);

  const link = (list, anchor, text) => (list ? h("a", { href: guide.pageAt(list.url, anchor) }, text) : text);
  const anchorOf = (id) => `#${id.toLowerCase().replace(".", "-")}`;
  const itemsOf = (one) => lists.get(one.checklist)?.items || [];

  /** The latest assessment of each list, of one parliament or committee or of all. */
  function latest(all, name) {
    const found = new Map();
    for (const one of all) {
      if ((name === "" || one.name === name) && lists.has(one.checklist) && !found.has(one.checklist)) found.set(one.checklist, one);
    }
    return [...found.values()].sort((a, b) => (a.checklist < b.checklist ? -1 : 1));
  }

  function show() {
    warn();
    const all = store.all();
    const wanted = chooser.value;
    const names = [...new Set(all.map((one) => one.name))].sort((a, b) => a.localeCompare(b, data.locale));
    chooser.replaceChildren(h("option", { value: "" }, t("assess.dashboard.everyone")),
      ...names.filter(Boolean).map((name) => h("option", { value: name }, name)));
    chooser.value = names.includes(wanted) ? wanted : "";
    if (!all.length) {
      body.replaceChildren(h("p", {}, t("assess.dashboard.none")));
      return;
    }
    const shown = latest(all, chooser.value);
    body.replaceChildren(
      assessments(all),
      h("p", { class: "field" }, h("label", { for: chooser.id }, t("assess.dashboard.whose")), chooser),
      h("p", { class: "small" }, t("assess.dashboard.latest")),
      ...due(shown), ...areas(shown), ...coverage(shown),
      h("p", { class: "small" }, t("assess.doc.caution")));
  }

  function table(caption, heads, rows) {
    return h("div", { class: "table", role: "group", "aria-label": caption, tabindex: "0" },
      h("table", {}, h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
        h("tbody", {}, ...rows.map((row) => h("tr", {}, ...row.map((cell, index) => h(index ? "td" : "th", index ? {} : { scope: "row" }, cell)))))));
  }

  function assessments(all) {
    const rows = all.map((one) => {
      const list = lists.get(one.checklist);
      const bands = guide.count(itemsOf(one), one);
      const remove = button("assess.delete", () => {
        if (!confirm(t("assess.delete.sure", { name: `${one.checklist}, ${guide.titleOf(one)}` }))) return;
        store.remove(one.id);
        show();
        live.textContent = t("assess.deleted");
      }, { class: "quiet", "aria-label": `${t("assess.delete")}: ${one.checklist}, ${guide.titleOf(one)}` });
      return [
        link(list, `#assess=${one.id}`, `${one.checklist} ${list?.title || ""}`), guide.nameOf(one), h("bdi", {}, guide.dateOf(one.date)),
        list ? t("assess.of", { count: itemsOf(one).length - bands.open, total: itemsOf(one).length }) : "", String(bands.weak), String(bands.unknown), remove,
      ];
    });
    const heads = ["list", "name", "date", "answered", "weak", "unknown", "act"].map((key) => t(`assess.dashboard.column.${key}`));
    return table(t("assess.dashboard.all"), heads, rows);
  }

  function due(shown) {
    const found = shown
      .flatMap((one) => itemsOf(one).map((item) => ({ one, item, given: one.answers[item.id] })))
      .filter(({ given }) => given?.due)
      .sort((a, b) => (a.given.due < b.given.due ? -1 : 1));
    const title = h("h3", {}, t("assess.doc.due"));
    if (!found.length) return [title, h("p", {}, t("assess.dashboard.nothing-due"))];
    const rows = found.map(({ one, item, given }) => [
      h("span", {}, h("bdi", {}, guide.dateOf(given.due)), given.due < store.today() ? h("strong", {}, ` ${t("assess.dashboard.overdue")}`) : ""),
      h("span", {}, link(lists.get(one.checklist), anchorOf(item.id), item.id), ` ${item.text}`),
      given.owner || t("assess.no-owner"), guide.label(given.answer),
    ]);
    return [title, table(title.textContent, ["due", "item", "owner", "answer"].map((key) => t(`assess.dashboard.column.${key}`)), rows)];
  }

  /** The themes in which most is weak or unknown; themes, not countries, and no mark. */
  function areas(shown) {
    const found = shown.flatMap((one) => {
      const list = lists.get(one.checklist);
      return guide.groups(list, "theme").map(([key, name, items]) => {
        const bands = guide.count(items, one);
        return { list, key, name, bad: bands.weak + bands.unknown, total: items.length - bands.na };
      });
    });
    const weak = found.filter((area) => area.bad).sort((a, b) => b.bad / b.total - a.bad / a.total || b.bad - a.bad).slice(0, AREAS);
    const title = h("h3", {}, t("assess.dashboard.areas"));
    if (!weak.length) return [title, h("p", {}, t("assess.dashboard.no-areas"))];
    const rows = weak.map(({ list, key, name, bad, total }) => [link(list, `#${key}`, name), list.title, t("assess.of", { count: bad, total })]);
    return [title, table(title.textContent, ["theme", "list", "bad"].map((key) => t(`assess.dashboard.column.${key}`)), rows)];
  }

  /** What the answers say of each operative paragraph of the resolution. */
  function coverage(shown) {
    const bands = ["strong", "partly", "weak", "unknown"];
    const answered = [];
    const rows = Object.keys(data.paragraphs).sort((a, b) => Number(a.slice(1)) - Number(b.slice(1))).map((label) => {
      const total = data.lists.reduce((sum, list) => sum + list.items.filter((item) => item.paragraphs.includes(label)).length, 0);
      const found = { answered: 0 };
      for (const one of shown) {
        const items = itemsOf(one).filter((item) => item.paragraphs.includes(label));
        const counted = guide.count(items, one);
        found.answered += items.length - counted.open;
        for (const band of bands) found[band] = (found[band] || 0) + counted[band];
      }
      answered.push(found.answered);
      const name = data.resolution ? h("a", { href: guide.pageAt(data.resolution, `#${label.toLowerCase()}`) }, label) : label;
      return [h("span", {}, name, ` ${data.paragraphs[label]}`), t("assess.of", { count: found.answered, total }), ...bands.map((band) => String(found[band] || 0))];
    });
    const covered = answered.filter(Boolean).length;
    const title = h("h3", {}, t("assess.dashboard.coverage"));
    const heads = [t("assess.dashboard.column.paragraph"), t("assess.dashboard.column.answered"), ...bands.map((band) => t(`assess.band.${band}`))];
    return [title, h("p", {}, t("assess.dashboard.covered", { count: covered, total: rows.length })), table(title.textContent, heads, rows)];
  }

  const heading = document.getElementById("device");
  // The paragraph for readers without scripts.
  heading.nextElementSibling.remove();
  heading.after(panel);
  store.watch(show);
  show();
  document.documentElement.dataset.assess = "ready";
})();

// A checklist page as a form. Without scripts the page is the list itself, to read and to print.
(() => {
  "use strict";

  const guide = window.guideAssess;
  const { data, t, h, button, store, load } = guide;
  const list = data.list;
  const TYPING = 400;
  const own = { lang: data.locale, dir: data.dir };

  let current = store.all(list.id)[0] || store.start(list);
  const asked = /^#assess=([a-z0-9]{8,32})$/.exec(location.hash);
  if (asked) current = store.all(list.id).find((one) => one.id === asked[1]) || current;
  let timer = 0;
  const forms = new Map();

  // ---- the panel above the items ----

  const live = h("p", { role: "status", class: "live" });
  const alerts = h("div", { role: "alert", class: "alerts" });
  const notice = h("div", { class: "notice" });
  const output = h("div", { class: "output" });
  const chooser = h("select", { id: "assess-which", onchange: () => choose(chooser.value) });
  const name = h("input", { id: "assess-name", maxlength: 300, list: "assess-names", autocomplete: "off", dir: "auto" });
  const names = h("datalist", { id: "assess-names" });
  const date = h("input", { id: "assess-date", type: "date", required: true });
  const bar = h("progress", { max: list.items.length, "aria-labelledby": "assess-progress" });
  const progress = h("span", { id: "assess-progress" });
  const archive = h("section", { class: "archive", hidden: true, ...own });
  const warn = guide.warnings(alerts, () => [current]);
  const labelled = (key, control) => h("p", { class: "field" }, h("label", { for: control.id }, t(key)), control);

  const filters = h("fieldset", { class: "filters" }, h("legend", {}, t("assess.show")));
  for (const which of ["all", "weak", "open", "star"]) {
    const radio = h("input", { type: "radio", name: "assess-filter", value: which, checked: which === "all" });
    radio.addEventListener("change", () => filter(which));
    filters.append(h("label", {}, radio, h("span", {}, t(`assess.show.${which}`))));
  }

  const stem = () => `${list.slug}${current.date ? `-${current.date}` : ""}`;
  const act = (key, run) => button(`assess.${key}`, () => run().catch((error) => say(error.words || String(error))), { "data-act": key });
  const openDocument = async (kind) => {
    await Promise.all([load("documents"), load("show")]);
    guide.show.document(output, guide.documents[kind](list, current), `${kind}-${stem()}`);
  };
  const panel = h(
    "section", { class: "assess", "aria-labelledby": "assess-title", ...own },
    h("h3", { id: "assess-title" }, t("assess.title")),
    h("p", { class: "small" }, `${t("assess.private")} `, h("a", { href: guide.pageAt(data.dashboard) }, t("assess.all"))),
    alerts, notice,
    h("div", { class: "fields" }, labelled("assess.which", chooser), labelled("assess.name", name), labelled("assess.date", date), names),
    h("p", { class: "progress" }, bar, progress),
    filters,
    h("div", { class: "actions" },
      act("questions", () => openDocument("questions")),
      act("brief", () => openDocument("brief")),
      act("compare", async () => {
        await Promise.all([load("documents"), load("show")]);
        guide.show.comparison(output, list, current, store.all(list.id).filter((one) => one.id !== current.id), stem());
      })),
    h("details", { class: "more" }, h("summary", {}, t("assess.files")),
      h("div", { class: "actions" },
        act("save", async () => guide.saveFile([current], stem())),
        act("table", () => guide.saveTable(list, [current], stem())),
        ...guide.opener(opened),
        act("delete", async () => forget(t("assess.delete.sure", { name: guide.titleOf(current) }), () => store.remove(current.id))),
        act("delete-all", async () => forget(t("assess.delete-all.sure"), () => store.removeAll())))),
    live, output,
  );

  // ---- one form in each item ----

  function makeForm(item, place) {
    const radio = (code) =>
      h("label", {}, h("input", { type: "radio", name: item.id, value: code }), h("span", {}, guide.label(code)));
    const clear = button("assess.clear", () => answer(""), { class: "quiet", hidden: true });
    const group = h(
      "fieldset", {}, h("legend", {}, t("assess.legend", { item: item.id })),
      h("div", { class: "steps" }, ...guide.STEPS.map(radio)),
      h("div", { class: "exits" }, ...guide.EXITS.map(radio), clear),
    );
    const field = (key, tag, properties = {}) => {
      const id = `${key}-${item.id.replace(".", "-")}`;
      const control = h(tag, { id, "data-field": key, maxlength: store.FIELDS[key], dir: "auto", ...properties });
      return h("p", { class: `field ${key}` }, h("label", { for: id }, t(`assess.field.${key}`)), control);
    };
    const link = h("a", { rel: "noreferrer noopener", target: "_blank", hidden: true }, t("assess.link.open"));
    const more = h(
      "details", {}, h("summary", {}, t("assess.details")),
      h("div", { class: "fields" }, field("note", "textarea", { rows: 2 }), field("title", "input"),
        field("dated", "input", { type: "date", maxlength: null }), field("link", "input", { inputmode: "url", dir: "ltr" }),
        field("owner", "input"), field("due", "input", { type: "date", maxlength: null })),
      link,
    );
    const form = h("div", { class: "answer", ...own }, group, more);

    const given = () => current.answers[item.id] || { answer: "" };
    const put = (changed) => (current.answers[item.id] = { ...given(), ...changed, at: Date.now() });
    function answer(code) {
      put({ answer: code });
      if (!code) group.querySelector("input").focus();
      if (code === "not-applicable" && !given().note) more.open = true;
      fill();
      keep();
      say(t("assess.saved", { progress: progress.textContent }));
    }
    group.addEventListener("change", (event) => answer(event.target.value));
    more.addEventListener("input", (event) => {
      const { field: key } = event.target.dataset;
      put({ [key]: event.target.value.slice(0, store.FIELDS[key]) });
      keep(TYPING);
    });
    more.addEventListener("change", () => (fill(), keep()));

    /** Show the answer; a field in which the reader is typing is left alone. */
    function fill() {
      const now = given();
      for (const input of group.querySelectorAll("input")) input.checked = input.value === now.answer;
      for (const input of more.querySelectorAll("[data-field]")) {
        if (input !== document.activeElement) input.value = now[input.dataset.field] || "";
        input.parentNode.toggleAttribute("data-empty", !now[input.dataset.field]);
      }
      clear.hidden = !now.answer;
      place.dataset.answer = now.answer;
      more.toggleAttribute("data-filled", Object.keys(store.FIELDS).some((key) => now[key]));
      link.hidden = !/^https?:\/\/[^\s]+$/i.test(now.link || "");
      if (link.hidden) link.removeAttribute("href");
      else link.href = now.link;
    }
    forms.set(item.id, { place, fill, more });
    return form;
  }

  // ---- what happens ----

  function say(words) {
    live.textContent = words;
  }

  /** Write to the device, at once or when the typing pauses. */
  function keep(wait = 0) {
    clearTimeout(timer);
    if (wait) timer = setTimeout(write, wait);
    else write();
  }

  function write() {
    clearTimeout(timer);
    timer = 0;
    const isNew = !chooser.querySelector(`option[value="${current.id}"]`);
    current = store.save({ ...current, at: Date.now() });
    warn();
    count();
    if (isNew) choices();
  }

  function count() {
    const bands = guide.count(list.items, current);
    const answered = list.items.length - bands.open;
    bar.value = answered;
    progress.textContent = [
      t("assess.answered", { count: answered, total: list.items.length }),
      ...["weak", "unknown"].filter((band) => bands[band]).map((band) => guide.pair(t(`assess.band.${band}`), bands[band])),
    ].join(" · ");
  }

  function choices() {
    const found = store.all(list.id);
    const isNew = !found.some((one) => one.id === current.id);
    const options = found.map((one) => h("option", { value: one.id }, guide.titleOf(one)));
    chooser.replaceChildren(...options, h("option", { value: "" }, t("assess.new")));
    chooser.value = isNew ? "" : current.id;
    names.replaceChildren(...[...new Set(store.all().map((one) => one.name))].filter(Boolean).map((value) => h("option", { value })));
  }

  function choose(id) {
    if (timer) write();
    current = store.all(list.id).find((one) => one.id === id) || store.start(list, id ? "" : current.name);
    output.replaceChildren();
    refresh();
    (id ? chooser : name).focus();
  }

  /** Show the current assessment everywhere. */
  function refresh() {
    choices();
    if (name !== document.activeElement) name.value = current.name;
    if (date !== document.activeElement) date.value = current.date;
    for (const { fill } of forms.values()) fill();
    count();
    warn();
    showEdition();
    showArchive();
  }

  function filter(which) {
    let shown = 0;
    for (const item of list.items) {
      const code = guide.answerOf(current, item.id);
      const fits = which === "all" || (which === "weak" && guide.isWeak(code)) || (which === "open" && !code) || (which === "star" && item.star);
      const form = forms.get(item.id);
      if (form) form.place.hidden = !fits;
      shown += fits;
    }
    for (const theme of Object.keys(list.themes)) {
      const items = list.items.filter((item) => item.theme === theme);
      const heading = document.getElementById(theme);
      if (heading) heading.hidden = items.every((item) => forms.get(item.id)?.place.hidden);
    }
    say(t("assess.shown", { count: shown, total: list.items.length }));
  }

  function opened(kept, words) {
    const mine = kept.find((one) => one.checklist === list.id);
    if (mine) choose(mine.id);
    choices();
    warn();
    const others = kept.filter((one) => one.checklist !== list.id).length;
    say(others ? `${words} ${t("assess.opened.others", { count: others })}` : words);
  }

  function forget(question, remove) {
    if (!confirm(question)) return;
    clearTimeout(timer);
    timer = 0;
    remove();
    current = store.all(list.id)[0] || store.start(list);
    output.replaceChildren();
    refresh();
    say(t("assess.deleted"));
  }

  /** An assessment made with another edition: say what came and went. */
  function showEdition() {
    notice.replaceChildren();
    if (current.edition === list.edition) return;
    const older = current.edition < list.edition;
    const added = list.items.filter((item) => current.items.length && !current.items.includes(item.id)).map((item) => item.id);
    const gone = archived().map(([id]) => id);
    const words = [t(older ? "assess.edition.older" : "assess.edition.newer", { edition: current.edition, now: list.edition })];
    const comma = new Intl.ListFormat(data.intl);
    if (older && added.length) words.push(t("assess.edition.added", { items: comma.format(added) }));
    if (gone.length) words.push(t("assess.edition.gone", { items: comma.format(gone) }));
    notice.append(h("p", {}, words.join(" ")));
    if (older) {
      notice.append(button("assess.edition.take", () => {
        Object.assign(current, { edition: list.edition, items: list.items.map((item) => item.id) });
        write();
        showEdition();
        say(t("assess.saved", { progress: progress.textContent }));
        chooser.focus();
      }, { "data-act": "edition" }));
    }
  }

  /** Answers whose item this edition does not have. */
  const archived = () =>
    Object.entries(current.answers).filter(([id, answer]) => !list.items.some((item) => item.id === id) && !store.isEmpty(answer));

  function showArchive() {
    const found = archived();
    archive.hidden = !found.length;
    archive.replaceChildren(h("h3", {}, t("assess.archive")), h("p", { class: "small" }, t("assess.archive.why")));
    for (const [id, given] of found) {
      const rows = Object.keys(store.FIELDS).filter((key) => given[key]).map((key) => h("li", { dir: "auto" }, guide.pair(t(`assess.field.${key}`), given[key])));
      archive.append(h("div", { class: "item" },
        h("p", {}, h("strong", {}, id), ` ${list.withdrawn[id] || t("assess.archive.unknown")}`),
        h("p", {}, guide.pair(t("assess.field.answer"), guide.label(given.answer))), h("ul", {}, ...rows)));
    }
  }

  // ---- set up ----

  for (const item of list.items) {
    const place = document.getElementById(item.id.toLowerCase().replace(".", "-"));
    const text = place?.querySelectorAll(":scope > p")[1];
    if (text) text.after(makeForm(item, place));
  }
  const heading = document.getElementById("items");
  const scale = heading.nextElementSibling;
  (scale?.tagName === "P" ? scale : heading).after(panel);
  const last = [...forms.values()].at(-1)?.place;
  if (last) last.after(archive);
  name.addEventListener("input", () => ((current.name = name.value.replace(/\s+/g, " ").trim()), keep(TYPING)));
  date.addEventListener("change", () => ((current.date = date.value), keep()));
  for (const control of [name, date]) control.addEventListener("change", () => (write(), choices()));
  addEventListener("pagehide", () => timer && write());
  // On paper: what is written under an item is shown with it.
  addEventListener("beforeprint", () => forms.forEach(({ more }) => (more.open ||= more.hasAttribute("data-filled"))));

  /** Another tab changed this assessment: take its answers in beside ours. */
  function join(theirs) {
    if (!theirs || theirs.at === current.at) return;
    current = store.merge(current, theirs);
    refresh();
    say(t("assess.other-tab"));
  }
  // A page that slept in the background has missed what other tabs wrote.
  addEventListener("visibilitychange", () => {
    if (timer) write();
    if (!document.hidden) join(store.all(list.id).find((one) => one.id === current.id));
  });
  store.watch((id, theirs) => {
    if (id === current.id && theirs) {
      join(theirs);
    } else if (id === current.id || (id === null && chooser.value)) {
      choices();
      say(t("assess.other-tab.deleted"));
    } else choices();
  });
  refresh();
  document.documentElement.dataset.assess = "ready";
})();

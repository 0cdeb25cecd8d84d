// What the form and the dashboard share: making elements, fetching the other scripts when asked, files in and out.
(() => {
  "use strict";

  const guide = window.guideAssess;
  const { data, t, store } = guide;
  const loading = new Map();

  /** An element: h("p", { class: "x", onclick: f }, "text", child). Text is always text, never markup. */
  function h(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (typeof value === "boolean") element.toggleAttribute(name, value);
      else if (value != null) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child != null));
    return element;
  }

  const button = (key, onclick, properties = {}) => h("button", { type: "button", onclick, ...properties }, t(key));

  /** The address of a page of the guide; on a stick, without a server, a folder does not open by itself. */
  const pageAt = (folder, anchor = "") => folder + (location.protocol === "file:" ? "index.html" : "") + anchor;

  /** A script that is fetched only when asked for. */
  function load(name) {
    if (!loading.has(name)) {
      const script = h("script", { src: data.scripts[name] });
      const done = new Promise((resolve, reject) => {
        script.onload = resolve;
        script.onerror = () => reject(store.refuse("script"));
      });
      done.catch(() => loading.delete(name));
      loading.set(name, done);
      document.head.append(script);
    }
    return loading.get(name);
  }

  function download(name, content, type) {
    const address = URL.createObjectURL(new Blob([content], { type }));
    h("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1e4);
  }

  const saveFile = (assessments, name) => download(`${name}.json`, store.serialise(assessments), "application/json");

  async function saveTable(list, assessments, name) {
    await load("files");
    download(`${name}.csv`, guide.files.csv(list, assessments), "text/csv;charset=utf-8");
  }

  /** A button that opens a file of any of our kinds; done(kept assessments, words for the reader). */
  function opener(done) {
    const input = h("input", { type: "file", hidden: true, accept: ".json,.csv,.xlsx" });
    input.addEventListener("change", async () => {
      const file = input.files[0];
      input.value = "";
      if (!file) return;
      try {
        if (file.size > store.MAX_BYTES) throw store.refuse("large");
        await load("files");
        const { found, moved } = await guide.files.read(file);
        const [kept, known] = guide.files.bring(found);
        const words = [t("assess.opened", { count: kept.length })];
        if (known) words.push(t("assess.opened.known", { count: known }));
        if (moved) words.push(t("assess.opened.moved", { count: moved }));
        done(kept, words.join(" "));
      } catch (error) {
        done([], error.words || t("assess.refused.foreign"));
      }
    });
    return [button("assess.open", () => input.click(), { "data-act": "open" }), input];
  }

  /** The banner for what the reader must not miss: storage that failed, entries that cannot be read. */
  function warnings(place, current) {
    let told = "";
    const show = () => {
      const found = [];
      if (store.failed()) {
        const save = () => saveFile(current(), "assessments");
        found.push(h("p", {}, `${t("assess.not-saved")} `, button("assess.save", save, { "data-act": "rescue" })));
      }
      const broken = store.unreadable();
      if (broken.length) {
        const save = () => download("unreadable.txt", broken.join("\n"), "text/plain");
        found.push(h("p", {}, `${t("assess.unreadable", { count: broken.length })} `, button("assess.save", save)));
      }
      // Said once, not at every key.
      const words = found.map((one) => one.textContent).join();
      if (words !== told) place.replaceChildren(...found);
      told = words;
    };
    return show;
  }

  Object.assign(guide, { h, button, pageAt, load, download, saveFile, saveTable, opener, warnings });
})();

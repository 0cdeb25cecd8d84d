// "Keep this language on this device": asks, says the size first, shows how far it is, and takes it away again.
(() => {
  "use strict";

  const box = document.querySelector("[data-keep]");
  const says = box && box.dataset;
  // Only on a secure address (or this machine), and never from the disk.
  if (!box || !navigator.serviceWorker || !isSecureContext || !location.protocol.startsWith("http")) return;

  const settings = JSON.parse(document.getElementById("settings").textContent);
  const scope = new URL(settings.base, location.href).href;
  const prefix = `guide.offline.${settings.locale}.`;
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  const keep = button(says.keep, start);
  const remove = button(says.remove, forget);
  box.querySelector("[data-keep-without]").remove();
  box.append(keep, remove, status);

  function button(text, act) {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: text, hidden: true });
    made.addEventListener("click", act);
    return made;
  }

  const say = (text) => (status.textContent = text);
  const size = (bytes) => {
    const options = { style: "unit", unit: "megabyte", maximumFractionDigits: 1 };
    return new Intl.NumberFormat(settings.intl, options).format(bytes / 1e6);
  };

  /** What is kept: { edition, version, on } or nothing. */
  async function kept() {
    const here = await navigator.serviceWorker.getRegistration(scope);
    if (!here || here.scope !== scope) return null;
    const answers = (await caches.keys()).filter((name) => name.startsWith(prefix)).map(async (name) => {
      const about = await (await caches.open(name)).match(new URL(".kept", scope).href);
      return about?.json();
    });
    const found = (await Promise.all(answers)).filter(Boolean);
    return found.sort((a, b) => b.on.localeCompare(a.on))[0] || null;
  }

  async function show() {
    const about = await kept();
    keep.hidden = Boolean(about);
    remove.hidden = !about;
    if (about) {
      const day = new Date(about.on).toLocaleDateString(settings.intl, { dateStyle: "long" });
      return say(says.kept.replace("{edition}", about.edition).replace("{date}", day));
    }
    try {
      const offer = await (await fetch(`${scope}keep.json`)).json();
      keep.textContent = says.keep.replace("{size}", size(offer.transfer));
      say(says.space.replace("{size}", size(offer.bytes)));
    } catch {
      keep.hidden = true;
      say(says.failed);
    }
  }

  let fetching = false;
  async function start() {
    keep.hidden = true;
    say(says.starting);
    fetching = true;
    try {
      const here = await navigator.serviceWorker.register(`${scope}sw.js`, { scope, updateViaCache: "none" });
      remove.hidden = false;
      await ready(here.installing || here.waiting || here.active);
    } catch {
      return stopped();
    } finally {
      fetching = false;
    }
    return show();
  }

  /** Resolves when the worker has everything; rejects when it gave up. */
  function ready(worker) {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (worker.state === "activated") resolve();
        if (worker.state === "redundant") reject(new Error("not kept"));
      };
      worker.addEventListener("statechange", look);
      look();
    });
  }

  async function stopped() {
    if (removing) return;
    await show();
    remove.hidden = !(await caches.keys()).some((name) => name.startsWith(prefix));
    say(says.failed);
  }

  let removing = false;
  async function forget() {
    removing = true;
    const here = await navigator.serviceWorker.getRegistration(scope);
    if (here && here.scope === scope) await here.unregister();
    const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
    await Promise.all(names.map((name) => caches.delete(name)));
    removing = false;
    await show();
    say(says.removed);
  }

  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (fetching) say(says.progress.replace("{done}", data.done.toLocaleString(settings.intl)).replace("{all}", data.all.toLocaleString(settings.intl)));
  });
  show();
})();

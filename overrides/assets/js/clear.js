// The button on "Your privacy" that forgets everything of the guide on this device.
(() => {
  "use strict";

  const button = document.querySelector("[data-clear-storage]");
  const status = button.parentElement.querySelector("[role=status]");
  const settings = JSON.parse(document.getElementById("settings").textContent);

  button.addEventListener("click", async () => {
    await clear();
    delete document.documentElement.dataset.theme;
    document.querySelector("nav.strip")?.remove();
    status.textContent = status.dataset.done;
  });

  /** Forget all of it: entries, pages kept for reading offline, and what looks after them. */
  async function clear() {
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith("guide.")) localStorage.removeItem(key);
    } catch {}
    try {
      const kept = await caches.keys();
      await Promise.all(kept.filter((name) => name.startsWith("guide.")).map((name) => caches.delete(name)));
      const ours = new URL(`${settings.base}../`, location).href;
      const workers = await navigator.serviceWorker.getRegistrations();
      await Promise.all(workers.filter((worker) => worker.scope.startsWith(ours)).map((worker) => worker.unregister()));
    } catch {
      // No caches and no workers where the page is not served over https.
    }
  }
})();

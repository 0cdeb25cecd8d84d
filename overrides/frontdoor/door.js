// Takes a reader to the saved language, else to the first of the browser's languages that the guide has.
// "?list" shows the list to a reader who came back to choose.
(() => {
  if (location.search === "?list") return;
  const listed = () => [...document.querySelectorAll("a[hreflang]")].map((link) => link.hreflang);
  const choose = () => {
    const known = listed();
    let saved = null;
    try {
      saved = localStorage.getItem("guide.language");
    } catch {
      // Storage is blocked: the browser's preference decides.
    }
    const wanted = [saved, ...(navigator.languages || [navigator.language])];
    const match = wanted.map((tag) => known.find((l) => tag && (tag === l || tag.toLowerCase().startsWith(`${l}-`))));
    const locale = match.find(Boolean);
    if (locale) location.replace(document.querySelector(`a[hreflang="${locale}"]`).href);
  };
  document.addEventListener("DOMContentLoaded", choose);
})();

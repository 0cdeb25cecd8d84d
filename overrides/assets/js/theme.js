// Before the first paint: say that scripts run, and take up the colours that the reader has chosen.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("guide.theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    // The host chose this language at the front door; what the reader chose before counts more.
    if (location.hash === "#door") {
      const language = localStorage.getItem("guide.language");
      if (/^[a-z]{2}$/.test(language) && language !== root.lang) location.replace(`../${language}/`);
      else history.replaceState(null, "", location.pathname);
    }
  } catch {
    // Storage is closed to us: the colours of the device stay.
  }
})();

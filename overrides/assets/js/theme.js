// Before the first paint: say that scripts run, and take up the colours that the reader has chosen.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("guide.theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage is closed to us: the colours of the device stay.
  }
})();

// Tables that can be filtered and sorted. Without this script they are plain tables.
(() => {
  "use strict";

  const locale = JSON.parse(document.getElementById("settings").textContent).intl;
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });

  for (const form of document.querySelectorAll("[data-filters]")) {
    const table = next(form);
    if (!table) continue;
    filter(form, table);
    sort(table, form.dataset.sort);
    form.hidden = false;
  }

  /** The first table behind the form, in whatever box it stands. */
  function next(form) {
    for (let element = form.nextElementSibling; element; element = element.nextElementSibling) {
      const table = element.matches("table") ? element : element.querySelector("table");
      if (table) return table;
    }
    return null;
  }

  /** Show the rows that fit every choice. The words "all" of each list let any row pass. */
  function filter(form, table) {
    const rows = [...table.tBodies[0].rows];
    const lists = [...form.querySelectorAll("select")];
    const marks = new Map(rows.map((row) => [row, row.querySelector(".row")?.dataset || {}]));
    for (const list of lists) drop(list, marks);
    const status = form.querySelector("[role=status]");
    const show = () => {
      const wanted = lists.filter((list) => list.value).map((list) => [list.dataset.filter, list.value]);
      let shown = 0;
      for (const row of rows) {
        const data = marks.get(row);
        // A role that is asked for in one group must be the role in that group.
        const pair = data.pair && wanted.length > 1 ? [["pair", wanted.map(([, value]) => value).join(":")]] : wanted;
        row.hidden = !pair.every(([name, value]) => (data[name] || "").split(" ").includes(value));
        shown += !row.hidden;
      }
      status.textContent = form.dataset.shown
        .replace("{count}", shown.toLocaleString(locale))
        .replace("{total}", rows.length.toLocaleString(locale));
    };
    form.addEventListener("change", show);
    form.addEventListener("reset", () => setTimeout(show));
    form.addEventListener("submit", (event) => event.preventDefault());
    show();
  }

  /** A choice that no row fits is left out. */
  function drop(list, marks) {
    const used = new Set([...marks.values()].flatMap((data) => (data[list.dataset.filter] || "").split(" ")));
    for (const option of [...list.options]) if (option.value && !used.has(option.value)) option.remove();
  }

  /** Each head of a column becomes a button: first press upwards, second downwards. */
  function sort(table, words) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.title = words.replace("{column}", head.textContent.trim());
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const body = table.tBodies[0];
        const rows = [...body.rows].map((row) => [wordsOf(row.cells[column]), row]);
        // Cells with nothing in them stand last either way.
        rows.sort(([a], [b]) => !a - !b || (up ? 1 : -1) * collator.compare(a, b));
        body.append(...rows.map(([, row]) => row));
      });
    });
  }

  /** The words of a cell, without the numbers of its notes. */
  function wordsOf(cell) {
    const copy = cell.cloneNode(true);
    for (const note of copy.querySelectorAll("sup")) note.remove();
    return copy.textContent.trim().replace(/^–$/, "");
  }
})();

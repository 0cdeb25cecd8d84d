// Words, answers and counts. No page, no storage. The same rules stand in hooks/guide/assess.py.
(() => {
  "use strict";

  const data = JSON.parse(document.getElementById("checklist-data").textContent);
  const words = window.guideAssessWords;
  const STEPS = ["not-started", "planned", "on-paper", "partly", "in-practice", "reviewed"];
  const EXITS = ["do-not-know", "not-applicable"];
  const WEAK = STEPS.slice(0, 3);
  const BANDS = {
    strong: ["in-practice", "reviewed"],
    partly: ["partly"],
    weak: WEAK,
    unknown: ["do-not-know"],
    na: ["not-applicable"],
    open: [""],
  };

  /** An interface string with its values filled in. */
  const t = (key, values = {}) =>
    Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, () => value), words[key] ?? key);

  const label = (code) => (code ? t(`scale.${code}`) : t("assess.band.open"));
  const answerOf = (assessment, id) => assessment?.answers[id]?.answer || "";
  const isWeak = (code) => WEAK.includes(code) || code === "do-not-know";
  const nameOf = (assessment) => assessment.name || t("assess.unnamed");
  /** A day (ISO) as the language writes it. */
  const dateOf = (date) =>
    date ? new Date(date).toLocaleDateString(data.intl, { dateStyle: "long", timeZone: "UTC" }) : "";
  const titleOf = (assessment) => t("assess.doc.who", { name: nameOf(assessment), date: dateOf(assessment.date) });
  const pair = (name, value) => t("assess.pair", { label: name, value });

  /** How many items stand in each band. */
  function count(items, assessment) {
    const found = {};
    for (const [band, codes] of Object.entries(BANDS)) {
      found[band] = items.filter((item) => codes.includes(answerOf(assessment, item.id))).length;
    }
    return found;
  }

  /** The kinds or themes of a list in its order: [key, name, items]. */
  function groups(list, by) {
    return [...new Set(list.items.map((item) => item[by]))].map((key) => [
      key,
      by === "kind" ? t(`kind.${key}`) : list.themes[key] || key,
      list.items.filter((item) => item[by] === key),
    ]);
  }

  window.guideAssess = {
    data, t, STEPS, EXITS, label, answerOf, isWeak, nameOf, dateOf, titleOf, pair, count, groups,
  };
})();

// The documents that follow from answers: draft questions, brief, changes. Fetched when first asked for.
// The same rules stand in hooks/guide/assess.py; a test compares the two on one file.
// A document is a list of blocks [kind, text]; kinds: h1, h2, p, li (a point), ol (a numbered point).
(() => {
  "use strict";

  const guide = window.guideAssess;
  const { data, t, label, answerOf, isWeak, nameOf, dateOf, titleOf, pair, count, groups } = guide;
  const AT_MOST = 5;

  const weakItems = (list, assessment) => list.items.filter((item) => isWeak(answerOf(assessment, item.id)));

  const bandsLine = (items, assessment) =>
    Object.entries(count(items, assessment))
      .filter(([, number]) => number)
      .map(([band, number]) => pair(t(`assess.band.${band}`), number))
      .join(" · ");

  function head(title, list, assessment) {
    const named = { title: list.title, id: list.id, edition: assessment.edition };
    return [["h1", t(title)], ["p", t("assess.doc.of", named)], ["p", titleOf(assessment)]];
  }

  function questions(list, assessment) {
    const asked = new Map();
    for (const item of weakItems(list, assessment)) {
      const source = t("assess.doc.source", { item: item.id, answer: label(answerOf(assessment, item.id)) });
      if (!asked.has(item.asked)) asked.set(item.asked, []);
      asked.get(item.asked).push(["ol", `${item.question} ${source}`]);
    }
    const blocks = head("assess.doc.questions", list, assessment);
    for (const [body, found] of asked) blocks.push(["h2", data.bodies[body] || body], ...found);
    if (!asked.size) blocks.push(["p", t("assess.doc.none")]);
    return blocks;
  }

  function brief(list, assessment) {
    const answered = list.items.filter((item) => answerOf(assessment, item.id)).length;
    const blocks = head("assess.doc.brief", list, assessment);
    blocks.push(["h2", t("assess.doc.stands")], ["p", t("assess.answered", { count: answered, total: list.items.length })]);
    for (const [, name, items] of groups(list, "kind")) blocks.push(["li", pair(name, bandsLine(items, assessment))]);
    const rank = (item) => (item.star ? 0 : 2) + (item.level === "minimum" ? 0 : 1);
    const first = weakItems(list, assessment).sort((a, b) => rank(a) - rank(b)).slice(0, AT_MOST);
    if (first.length) blocks.push(["h2", t("assess.doc.first")]);
    for (const item of first) {
      const answer = label(answerOf(assessment, item.id));
      blocks.push(["li", `${t("assess.doc.point", { item: item.id, text: item.text, answer })} ${item.weak}`]);
    }
    const dated = due(list, assessment).slice(0, AT_MOST);
    if (dated.length) blocks.push(["h2", t("assess.doc.due")]);
    for (const [item, given] of dated) blocks.push(["li", dueLine(item, given)]);
    return [...blocks, ["p", t("assess.doc.caution")]];
  }

  const dueLine = (item, given) =>
    t("assess.doc.due-line", { date: dateOf(given.due), item: item.id, owner: given.owner || t("assess.no-owner") });

  /** The items with a due date and their answers, the earliest first. */
  function due(list, assessment) {
    const found = list.items.filter((item) => assessment.answers[item.id]?.due).map((item) => [item, assessment.answers[item.id]]);
    return found.sort((a, b) => (a[1].due < b[1].due ? -1 : a[1].due > b[1].due ? 1 : 0));
  }

  /** The items whose answer differs from an earlier assessment's: [item, was, is]. */
  function changed(list, before, after) {
    return list.items
      .map((item) => [item, answerOf(before, item.id), answerOf(after, item.id)])
      .filter(([, was, is]) => was !== is);
  }

  function changes(list, before, after) {
    const blocks = head("assess.doc.changes", list, after);
    blocks.push(["p", t("assess.doc.earlier", { name: nameOf(before), date: dateOf(before.date) })]);
    if (before.edition !== after.edition) blocks.push(["p", t("assess.doc.editions")]);
    const found = changed(list, before, after).map(([item, was, is]) => [
      "li",
      t("assess.doc.change", { item: item.id, text: item.text, before: label(was), after: label(is) }),
    ]);
    return blocks.concat(found.length ? found : [["p", t("assess.doc.same")]]);
  }

  /** A document as Markdown. */
  function markdown(blocks) {
    const marks = { h1: "# ", h2: "## ", p: "", li: "- " };
    const lines = [];
    let number = 0;
    let before = "";
    for (const [kind, text] of blocks) {
      number = kind === "ol" ? number + 1 : 0;
      if (lines.length && !(kind === before && (kind === "li" || kind === "ol"))) lines.push("");
      lines.push((kind === "ol" ? `${number}. ` : marks[kind]) + text.replace(/\s+/g, " ").trim().replaceAll("<", "\\<"));
      before = kind;
    }
    return `${lines.join("\n")}\n`;
  }

  guide.documents = { questions, brief, changed, changes, markdown };
})();

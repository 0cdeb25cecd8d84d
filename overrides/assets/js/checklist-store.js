// Assessments on this device: reading, writing, merging. Files may be anybody's: see clean() and checklist-files.js.
//
// Each assessment is one entry of localStorage, so that two tabs with two assessments never meet. Two tabs with the
// same one are merged answer by answer, the later change first. What cannot be written stays in memory and in the
// page's warning; what cannot be read is left where it is.
(() => {
  "use strict";

  const guide = window.guideAssess;
  const { t, data } = guide;
  const PREFIX = "guide.assess.";
  const ID = /^[a-z0-9]{8,32}$/;
  const LIST_ID = /^[A-Z]{2}-[A-Z0-9]{2,3}$/;
  const ITEM_ID = /^[A-Z]{2}-[A-Z0-9]{2,3}\.\d{1,4}$/;
  const DAY = /^\d{4}-\d{2}-\d{2}$/;
  const FORMAT = "guide-assessment";
  const VERSION = 1;
  const MAX_BYTES = 5e6;
  const FIELDS = { note: 5000, title: 1000, dated: 1000, link: 2000, owner: 1000, due: 10 };
  const ANSWERS = [...guide.STEPS, ...guide.EXITS];

  const memory = new Map();
  let unsaved = new Set();

  const isDay = (text) => {
    const day = DAY.test(text) ? new Date(`${text}T00:00:00Z`) : NaN;
    return !Number.isNaN(+day) && day.toISOString().slice(0, 10) === text;
  };
  const newId = () => [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const today = () => {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
  };
  const refuse = (key, values) => Object.assign(new Error(key), { words: t(`assess.refused.${key}`, values) });

  /** A new assessment of a list; kept nowhere until the first answer. */
  function start(list, name = "", date = today()) {
    return { id: newId(), checklist: list.id, edition: list.edition, name, date, items: list.items.map((item) => item.id), answers: {} };
  }

  /** An answer of a file or of storage in our shape; what fits no field goes to the note, as [answer, words moved]. */
  function cleanAnswer(given) {
    const answer = { answer: "", at: Number.isSafeInteger(given.at) && given.at >= 0 ? given.at : 0 };
    const lost = [];
    if (ANSWERS.includes(given.answer)) answer.answer = given.answer;
    else if (given.answer) lost.push(t("assess.moved.answer", { value: String(given.answer).slice(0, 200) }));
    for (const [field, most] of Object.entries(FIELDS)) {
      let text = typeof given[field] === "string" ? given[field] : given[field] == null ? "" : String(given[field]);
      text = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e\u2066-\u2069]/g, "").trim();
      if ((field === "dated" || field === "due") && text && !isDay(text)) {
        lost.push(t("assess.moved.date", { value: text.slice(0, 200) }));
        text = "";
      }
      if (text) answer[field] = text.slice(0, most);
    }
    if (lost.length) answer.note = [answer.note, ...lost].filter(Boolean).join("\n").slice(0, FIELDS.note);
    return [answer, lost.length];
  }

  const isEmpty = (answer) => !answer.answer && Object.keys(FIELDS).every((field) => !answer[field]);

  /** One assessment in our shape: [assessment, number of values moved to notes], or null when it is none. */
  function clean(given) {
    if (!given || typeof given !== "object" || !LIST_ID.test(given.checklist) || typeof given.answers !== "object") return null;
    const assessment = {
      id: ID.test(given.id) ? given.id : newId(),
      checklist: given.checklist,
      edition: Number.isSafeInteger(given.edition) && given.edition > 0 ? given.edition : 1,
      name: String(given.name ?? "").replace(/\s+/g, " ").trim().slice(0, 300),
      date: isDay(given.date) ? given.date : "",
      items: Array.isArray(given.items) ? given.items.filter((id) => ITEM_ID.test(id)).slice(0, 200) : [],
      answers: {},
    };
    let moved = 0;
    for (const [id, answer] of Object.entries(given.answers ?? {}).slice(0, 500)) {
      if (!ITEM_ID.test(id) || !answer || typeof answer !== "object") continue;
      const [found, lost] = cleanAnswer(answer);
      if (!isEmpty(found) || found.at) assessment.answers[id] = found;
      moved += lost;
    }
    return [assessment, moved];
  }

  const serialise = (assessments) =>
    JSON.stringify({ format: FORMAT, version: VERSION, guide: data.guide, assessments }, null, 1) + "\n";

  /** The same assessment from two places, answer by answer, the later change first. */
  function merge(mine, theirs) {
    const answers = { ...theirs.answers };
    for (const [id, answer] of Object.entries(mine.answers)) {
      if (!answers[id] || answers[id].at <= answer.at) answers[id] = answer;
    }
    const later = (mine.at || 0) >= (theirs.at || 0) ? mine : theirs;
    return { ...later, edition: Math.max(mine.edition, theirs.edition), answers };
  }

  function read(key) {
    try {
      const text = localStorage.getItem(key);
      if (text === null) return null;
      const raw = JSON.parse(text);
      const found = clean(raw);
      return found && { ...found[0], at: raw.at || 0 };
    } catch {
      return null;
    }
  }

  function keys() {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    } catch {
      return [];
    }
  }

  /** All assessments on this device, the newest date first; those of one list when it is given. */
  function all(list) {
    const found = new Map();
    for (const key of keys()) {
      const assessment = read(key);
      if (assessment) found.set(assessment.id, assessment);
    }
    for (const [id, assessment] of memory) found.set(id, assessment);
    return [...found.values()]
      .filter((one) => !list || one.checklist === list)
      .sort((a, b) => (a.date === b.date ? (b.at || 0) - (a.at || 0) : a.date < b.date ? 1 : -1));
  }

  /** Entries of ours that cannot be read: shown to the reader as they are, never deleted unasked. */
  function unreadable() {
    return keys().filter((key) => !read(key)).map((key) => localStorage.getItem(key));
  }

  /** Write an assessment, merged with what another tab wrote meanwhile. Returns what now stands; see failed(). */
  function save(assessment) {
    const stored = read(PREFIX + assessment.id);
    const merged = stored ? merge(assessment, stored) : assessment;
    try {
      localStorage.setItem(PREFIX + merged.id, JSON.stringify(merged));
      memory.delete(merged.id);
      unsaved.delete(merged.id);
    } catch {
      memory.set(merged.id, merged);
      unsaved.add(merged.id);
    }
    return merged;
  }

  function remove(id) {
    memory.delete(id);
    unsaved.delete(id);
    try {
      localStorage.removeItem(PREFIX + id);
    } catch {}
  }

  function removeAll() {
    for (const key of keys()) localStorage.removeItem(key);
    memory.clear();
    unsaved = new Set();
  }

  /** Tells when another tab writes or deletes an assessment: listener(id, assessment or null). */
  function watch(listener) {
    addEventListener("storage", (event) => {
      if (event.key === null) listener(null, null);
      else if (event.key.startsWith(PREFIX)) listener(event.key.slice(PREFIX.length), event.newValue === null ? null : read(event.key));
    });
    addEventListener("beforeunload", (event) => {
      if (unsaved.size) event.preventDefault();
    });
  }

  guide.store = {
    start, all, save, remove, removeAll, watch, merge, clean, serialise, unreadable, newId, today, refuse, isEmpty,
    failed: () => unsaved.size > 0, FIELDS, ITEM_ID, FORMAT, VERSION, MAX_BYTES,
  };
})();

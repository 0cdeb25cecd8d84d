// Files in and out: CSV, a filled spreadsheet (.xlsx), a Word document (.docx). Fetched when first asked for.
(() => {
  "use strict";

  const guide = window.guideAssess;
  const { data, t, store } = guide;
  const COLUMNS = ["checklist", "edition", "assessment", "name", "date", "item", "question", "answer", "note", "evidence_title", "evidence_date", "evidence_link", "owner", "due"];
  const FIELDS = { note: "note", title: "evidence_title", dated: "evidence_date", link: "evidence_link", owner: "owner", due: "due" };
  const MAX_UNPACKED = 1e7;

  /** What the file holds, whatever its kind. Throws an error whose words are for the reader. */
  async function read(file) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) return fromSpreadsheet(bytes);
    const text = new TextDecoder().decode(bytes);
    return /^\uFEFF?\s*[{[]/.test(text) ? parse(text) : fromCsv(text);
  }

  /** Assessments as one table of ours, through the same door as a JSON file. */
  const through = (assessments) => parse(store.serialise(assessments));

  /** The assessments in a file's text (JSON). Throws an error whose words are for the reader. */
  function parse(text) {
    let content;
    try {
      content = JSON.parse(text.replace(/^\uFEFF/, ""));
    } catch {
      throw store.refuse("foreign");
    }
    if (content?.format !== store.FORMAT || !Array.isArray(content.assessments)) throw store.refuse("foreign");
    if (content.version > store.VERSION) throw store.refuse("newer");
    const found = content.assessments.slice(0, 500).map(store.clean);
    if (!found.some(Boolean)) throw store.refuse("empty");
    return { found: found.filter(Boolean).map(([assessment]) => assessment), moved: found.reduce((sum, one) => sum + (one ? one[1] : 0), 0) };
  }

  const same = (a, b) => JSON.stringify([a.name, a.date, sorted(a.answers)]) === JSON.stringify([b.name, b.date, sorted(b.answers)]);
  const sorted = (answers) =>
    Object.keys(answers).sort().map((id) => [id, answers[id].answer, ...Object.keys(store.FIELDS).map((field) => answers[id][field] || "")]);

  /** Put assessments of a file beside those on the device; none is overwritten. Returns [kept, already here]. */
  function bring(found) {
    const have = store.all();
    const kept = [];
    for (const one of found) {
      if (have.some((other) => other.checklist === one.checklist && same(one, other))) continue;
      const taken = have.some((other) => other.id === one.id);
      const twin = have.some((other) => other.checklist === one.checklist && other.name === one.name && other.date === one.date);
      const name = twin ? t("assess.imported-name", { name: guide.nameOf(one) }) : one.name;
      kept.push(store.save({ ...one, id: taken ? store.newId() : one.id, name, at: Date.now() }));
      have.push(kept.at(-1));
    }
    return [kept, found.length - kept.length];
  }

  // ---- CSV ----

  // A text that a spreadsheet would take for a formula gets an apostrophe, and loses it when it comes back.
  const FORMULA = /^'*\s*[=+\-@|%＝＋－＠]|^'*[\t\r\n]/;
  const guard = (text) => (FORMULA.test(text) ? `'${text}` : text);
  const unguard = (text) => (text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text);
  const cell = (value) => {
    const text = guard(String(value ?? ""));
    return /[",;\n\r\t]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
  };

  function csv(list, assessments) {
    const rows = [COLUMNS];
    for (const one of assessments) {
      const items = list ? list.items : [];
      const ids = [...new Set([...items.map((item) => item.id), ...Object.keys(one.answers)])];
      for (const id of ids) {
        const given = one.answers[id] || {};
        const question = items.find((item) => item.id === id)?.text || list?.withdrawn[id] || "";
        const row = { checklist: one.checklist, edition: one.edition, assessment: one.id, name: one.name, date: one.date, item: id, question, answer: given.answer };
        for (const [field, column] of Object.entries(FIELDS)) row[column] = given[field];
        rows.push(COLUMNS.map((column) => row[column]));
      }
    }
    return `\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
  }

  function table(text) {
    const clean = text.replace(/^\uFEFF/, "");
    const first = clean.split("\n", 1)[0];
    const mark = [",", ";", "\t"].sort((a, b) => first.split(b).length - first.split(a).length)[0];
    const rows = [[]];
    let [value, quoted] = ["", false];
    for (let at = 0; at < clean.length; at += 1) {
      const sign = clean[at];
      if (quoted) {
        if (sign === '"' && clean[at + 1] === '"') value += clean[(at += 1)];
        else if (sign === '"') quoted = false;
        else value += sign;
      } else if (sign === '"' && !value) quoted = true;
      else if (sign === mark || sign === "\n") {
        rows.at(-1).push(sign === "\n" ? value.replace(/\r$/, "") : value);
        value = "";
        if (sign === "\n") rows.push([]);
      } else value += sign;
    }
    if (value) rows.at(-1).push(value);
    return rows.filter((row) => row.some(Boolean));
  }

  function fromCsv(text) {
    const [heads = [], ...rows] = table(text);
    if (!["checklist", "item", "answer"].every((name) => heads.includes(name))) throw store.refuse("foreign");
    const found = new Map();
    for (const cells of rows.slice(0, 20000)) {
      const row = Object.fromEntries(heads.map((name, index) => [name, unguard(cells[index] ?? "")]));
      const key = JSON.stringify([row.checklist, row.assessment, row.name, row.date]);
      if (!found.has(key)) {
        const { checklist, assessment: id, name, date } = row;
        found.set(key, { id, checklist, edition: Number(row.edition), name, date, items: [], answers: Object.create(null) });
      }
      const one = found.get(key);
      one.items.push(row.item);
      const answer = { answer: row.answer };
      for (const [field, column] of Object.entries(FIELDS)) answer[field] = row[column];
      if (Object.values(answer).some(Boolean)) one.answers[row.item] = answer;
    }
    return through([...found.values()]);
  }

  // ---- .xlsx, as hooks/guide/spreadsheets.py writes it and spreadsheet programs save it ----

  const INPUTS = { E: "answer", F: "note", G: "title", H: "dated", I: "link", J: "owner", K: "due" };
  const FIRST_LABEL_ROW = 10;

  /** The parts of a zip by name: functions that unpack. */
  function unzip(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let end = bytes.length - 22;
    while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
    if (end < 0) throw store.refuse("foreign");
    const parts = new Map();
    let at = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
      const [method, size, length, extra, comment, from] = [
        view.getUint16(at + 10, true), view.getUint32(at + 20, true), view.getUint16(at + 28, true),
        view.getUint16(at + 30, true), view.getUint16(at + 32, true), view.getUint32(at + 42, true),
      ];
      const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length));
      const start = from + 30 + view.getUint16(from + 26, true) + view.getUint16(from + 28, true);
      parts.set(name, () => unpack(bytes.subarray(start, start + size), method));
      at += 46 + length + extra + comment;
    }
    return parts;
  }

  /** Unpack one part, giving up once it grows beyond any checklist. */
  async function unpack(bytes, method) {
    if (method === 0) return new TextDecoder().decode(bytes);
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    const decoder = new TextDecoder();
    let [text, size] = ["", 0];
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      size += value.length;
      if (size > MAX_UNPACKED) {
        reader.cancel();
        throw store.refuse("large");
      }
      text += decoder.decode(value, { stream: true });
    }
  }

  async function fromSpreadsheet(bytes) {
    try {
      const parts = unzip(bytes);
      const xml = async (name) => {
        const text = parts.has(name) ? await parts.get(name)() : "";
        if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw store.refuse("foreign");
        return new DOMParser().parseFromString(text || "<none/>", "application/xml");
      };
      const all = (node, tag) => [...node.getElementsByTagNameNS("*", tag)];
      const words = (node) => all(node, "t").filter((part) => !part.parentNode.localName.startsWith("rPh")).map((part) => part.textContent).join("");
      const shared = all(await xml("xl/sharedStrings.xml"), "si").map(words);
      const targets = new Map(all(await xml("xl/_rels/workbook.xml.rels"), "Relationship").map((one) => [one.getAttribute("Id"), one.getAttribute("Target")]));
      const sheets = [];
      for (const sheet of all(await xml("xl/workbook.xml"), "sheet").slice(0, 20)) {
        const id = [...sheet.attributes].find((one) => one.localName === "id" && one.prefix)?.value;
        const target = targets.get(id) || "";
        const cells = new Map();
        for (const c of all(await xml(target.startsWith("/") ? target.slice(1) : `xl/${target}`), "c")) {
          const raw = all(c, "v")[0]?.textContent ?? "";
          const kind = c.getAttribute("t");
          cells.set(c.getAttribute("r"), kind === "s" ? shared[Number(raw)] ?? "" : kind === "inlineStr" ? words(c) : raw);
        }
        sheets.push([sheet.getAttribute("name"), cells]);
      }
      const hidden = sheets.find(([name]) => name === "guide")?.[1];
      const main = sheets.find(([name]) => name !== "guide")?.[1];
      if (!main || hidden?.get("A1") !== "guide-assessment" || hidden.get("B1") !== "1") throw store.refuse("foreign");
      return through([assessmentOf(hidden, main)]);
    } catch (error) {
      throw error.words ? error : store.refuse("foreign");
    }
  }

  function assessmentOf(hidden, main) {
    const codes = new Map();
    for (let row = FIRST_LABEL_ROW; hidden.get(`A${row}`); row += 1) codes.set(hidden.get(`B${row}`).trim().toLowerCase(), hidden.get(`A${row}`));
    const text = (place) => (main.get(place) ?? "").trim();
    // A date is a number of days for a spreadsheet, unless somebody typed it as text.
    const day = (place) => (/^\d{4,6}(\.\d+)?$/.test(text(place)) ? new Date(Math.round((Number(text(place)) - 25569) * 864e5)).toISOString().slice(0, 10) : text(place).slice(0, 200));
    const one = { checklist: hidden.get("B2"), edition: Number(hidden.get("B3")), name: text("C3"), date: day("C4"), items: [], answers: Object.create(null) };
    for (const [place, id] of main) {
      if (!place.startsWith("A") || !store.ITEM_ID.test(id)) continue;
      const row = place.slice(1);
      const answer = {};
      for (const [column, field] of Object.entries(INPUTS)) {
        answer[field] = field === "dated" || field === "due" ? day(column + row) : text(column + row);
      }
      answer.answer = codes.get(answer.answer.toLowerCase()) || answer.answer;
      one.items.push(id);
      if (Object.values(answer).some(Boolean)) one.answers[id] = answer;
    }
    return one;
  }

  // ---- .docx: five small parts in a zip that is not packed ----

  const escape = (text) =>
    text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "").replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml";

  function docx(blocks) {
    const rtl = data.dir === "rtl";
    const styles = { h1: "Heading1", h2: "Heading2", p: "Normal", li: "ListParagraph", ol: "ListParagraph" };
    let [lists, before] = [1, ""];
    const paragraphs = blocks.map(([kind, text]) => {
      // Each numbered list begins again at 1: a number of its own for each.
      if (kind === "ol" && before !== "ol") lists += 1;
      before = kind;
      const number = kind === "li" ? 1 : kind === "ol" ? lists : 0;
      const numbering = number ? `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${number}"/></w:numPr>` : "";
      return `<w:p><w:pPr><w:pStyle w:val="${styles[kind]}"/>${numbering}${rtl ? "<w:bidi/>" : ""}</w:pPr>` +
        `<w:r>${rtl ? "<w:rPr><w:rtl/></w:rPr>" : ""}<w:t xml:space="preserve">${escape(text)}</w:t></w:r></w:p>`;
    });
    const page = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>';
    const language = `<w:lang w:val="${data.locale}" w:eastAsia="${data.locale}" w:bidi="${data.locale}"/>`;
    const style = (id, name, size, bold, more = "") =>
      `<w:style w:type="paragraph"${id === "Normal" ? ' w:default="1"' : ""} w:styleId="${id}"><w:name w:val="${name}"/>${id === "Normal" ? "" : '<w:basedOn w:val="Normal"/>'}` +
      `<w:pPr><w:spacing w:before="${bold ? 240 : 0}" w:after="120"/>${more}</w:pPr><w:rPr>${bold ? "<w:b/><w:bCs/>" : ""}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr></w:style>`;
    const level = (id, form, mark) =>
      `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${form}"/><w:lvlText w:val="${mark}"/><w:lvlJc w:val="start"/><w:pPr><w:ind w:start="425" w:left="425" w:hanging="425"/></w:pPr></w:lvl></w:abstractNum>`;
    const numbers = Array.from({ length: lists }, (_, index) =>
      `<w:num w:numId="${index + 1}"><w:abstractNumId w:val="${index ? 1 : 0}"/>${index ? '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' : ""}</w:num>`);
    return zip({
      "[Content_Types].xml": `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${WORD}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${WORD}.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="${WORD}.numbering+xml"/></Types>`,
      "_rels/.rels": `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELS}/officeDocument" Target="word/document.xml"/></Relationships>`,
      "word/_rels/document.xml.rels": `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELS}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${RELS}/numbering" Target="numbering.xml"/></Relationships>`,
      "word/document.xml": `${XML}<w:document ${W}><w:body>${paragraphs.join("")}<w:sectPr>${page}${rtl ? "<w:bidi/>" : ""}</w:sectPr></w:body></w:document>`,
      "word/styles.xml": `${XML}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr>${language}</w:rPr></w:rPrDefault></w:docDefaults>${style("Normal", "Normal", 22)}${style("Heading1", "heading 1", 32, true, '<w:outlineLvl w:val="0"/>')}${style("Heading2", "heading 2", 26, true, '<w:outlineLvl w:val="1"/>')}${style("ListParagraph", "List Paragraph", 22)}</w:styles>`,
      "word/numbering.xml": `${XML}<w:numbering ${W}>${level(0, "bullet", "•")}${level(1, "decimal", "%1.")}${numbers.join("")}</w:numbering>`,
    });
  }

  const CRC = Uint32Array.from({ length: 256 }, (_, value) => {
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  const crc = (bytes) => ~bytes.reduce((sum, byte) => CRC[(sum ^ byte) & 255] ^ (sum >>> 8), -1) >>> 0;

  function zip(parts) {
    const encoder = new TextEncoder();
    const [files, directory] = [[], []];
    let offset = 0;
    for (const [name, text] of Object.entries(parts)) {
      const [path, bytes] = [encoder.encode(name), encoder.encode(text)];
      // Version, flag for UTF-8 names, not packed, 1 January 1980; then checksum, sizes, lengths of name and extra.
      const common = record([[2, 20], [2, 0x800], [2, 0], [2, 0], [2, 33], [4, crc(bytes)], [4, bytes.length], [4, bytes.length], [2, path.length], [2, 0]]);
      files.push(record([[4, 0x04034b50]]), common, path, bytes);
      directory.push(record([[4, 0x02014b50], [2, 20]]), common, record([[2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), path);
      offset += 4 + common.length + path.length + bytes.length;
    }
    const size = directory.reduce((sum, part) => sum + part.length, 0);
    const number = Object.keys(parts).length;
    const end = record([[4, 0x06054b50], [2, 0], [2, 0], [2, number], [2, number], [4, size], [4, offset], [2, 0]]);
    return new Blob([...files, ...directory, end]);
  }

  function record(fields) {
    const bytes = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0));
    let at = 0;
    for (const [size, value] of fields) for (let byte = 0; byte < size; byte += 1) bytes[at++] = (value >>> (8 * byte)) & 255;
    return bytes;
  }

  guide.files = { read, parse, bring, csv, fromCsv, fromSpreadsheet, docx };
})();

// Source and translation side by side, section by section (the heading ids are the same). Loaded on the first press of
// the switch; that press is answered at once, later ones turn the view off and on.
(() => {
  "use strict";

  const button = document.querySelector("[data-beside]");
  const text = document.querySelector("main .text");
  const status = button.parentElement.querySelector("[role=status]");
  const says = button.dataset;
  const show = button.textContent;
  let sections;

  button.addEventListener("click", toggle);
  toggle();

  async function toggle() {
    if (text.classList.contains("beside")) return close();
    button.disabled = true;
    status.textContent = "";
    try {
      sections ||= await fetchSections(new URL(says.source, location.href));
      open();
    } catch {
      status.textContent = says.failed;
    }
    button.disabled = false;
  }

  /** The source page's sections by heading id, ready to stand on this page: no ids, no scripts, links that still lead. */
  async function fetchSections(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.querySelector("main .text");
    for (const link of found.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), address).href;
    for (const image of found.querySelectorAll("img[src]")) image.src = new URL(image.getAttribute("src"), address).href;
    for (const element of found.querySelectorAll("script, template, form, .assess, [hidden]")) element.remove();
    const cut = cutAtHeadings(document.importNode(found, true));
    for (const { nodes } of cut.values()) {
      for (const node of nodes) for (const element of [node, ...node.querySelectorAll("[id]")]) element.removeAttribute("id");
    }
    return cut;
  }

  /** The children of a text by the heading that they stand under; "" for what stands before the first. */
  function cutAtHeadings(container) {
    const cut = new Map([["", { nodes: [] }]]);
    let current = cut.get("");
    for (const node of [...container.children]) {
      if (/^H[23]$/.test(node.tagName) && node.id) cut.set(node.id, (current = { nodes: [] }));
      current.nodes.push(node);
    }
    return cut;
  }

  function open() {
    const own = cutAtHeadings(text);
    const order = [...own.keys()];
    // A section that only the source has goes behind the one that stands before it there.
    let before = "";
    for (const id of sections.keys()) {
      if (!own.has(id)) order.splice(order.indexOf(before) + 1, 0, id);
      before = id;
    }
    const rows = order.map((id) => row(own.get(id)?.nodes || [], sections.get(id)?.nodes || []));
    text.replaceChildren(...rows.filter((one) => one.hasChildNodes()));
    mark(true);
  }

  function row(own, source) {
    const made = element("div", "pair");
    if (!own.length && !source.length) return made;
    const [here, there] = [element("div", "here"), element("div", "there")];
    Object.assign(there, { lang: says.lang, dir: says.dir, role: "group" });
    there.setAttribute("aria-label", says.language);
    here.append(...own);
    there.append(...source.map((node) => node.cloneNode(true)));
    made.append(here, there);
    return made;
  }

  function close() {
    text.replaceChildren(...[...text.querySelectorAll(":scope > .pair > .here")].flatMap((here) => [...here.children]));
    mark(false);
  }

  function mark(isOpen) {
    text.classList.toggle("beside", isOpen);
    document.documentElement.classList.toggle("is-beside", isOpen);
    button.setAttribute("aria-pressed", isOpen);
    button.textContent = isOpen ? says.hide : show;
  }

  function element(tag, name) {
    return Object.assign(document.createElement(tag), { className: name });
  }
})();

// What every page does with scripts; without them each control is a link or shows its content.
(() => {
  "use strict";

  const root = document.documentElement;
  const settings = JSON.parse(document.getElementById("settings").textContent);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  /** A script that is fetched only when it is needed; the address is below the language's folder. */
  const loaded = new Map();
  const load = (name) => {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = settings.base + name;
        script.onload = resolve;
        script.onerror = reject;
        document.head.append(script);
      }));
    }
    return loaded.get(name);
  };
  /** What is the same on every page of the language (see hooks/guide/words.py). */
  const words = async () => {
    if (!window.guideWords) await load(settings.words);
    return window.guideWords;
  };

  /** Keep a choice; where storage is closed (private mode, blocked by the reader) nothing is kept. */
  const keep = (key, value) => {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {}
  };

  themeButton(document.querySelector("[data-theme-button]"));
  menu(document.querySelector("[data-menu]"), document.getElementById("navigation"));
  languageMenu(document.querySelector(".languages"));
  contents(document.querySelector(".toc"));
  wideTables(all("div.table"));
  tooltips();
  quickExit(document.querySelector("[data-quick-exit]"));
  search();
  parliament();
  beside(document.querySelector("[data-beside]"));

  /** Colours: as on the device, light, dark, in turn. Kept only once the reader has chosen. */
  function themeButton(button) {
    if (!button) return;
    const turns = ["auto", "light", "dark"];
    const show = () => {
      button.setAttribute("aria-label", button.dataset[root.dataset.theme || "auto"]);
      button.title = button.getAttribute("aria-label");
    };
    button.addEventListener("click", () => {
      const next = turns[(turns.indexOf(root.dataset.theme || "auto") + 1) % turns.length];
      if (next === "auto") delete root.dataset.theme;
      else root.dataset.theme = next;
      keep("guide.theme", next === "auto" ? null : next);
      show();
    });
    show();
  }

  /** The menu button opens the navigation over the page; as a plain link it leads there. */
  function menu(button, navigation) {
    if (!button || !navigation) return;
    const header = button.closest("header");
    button.setAttribute("role", "button");
    button.setAttribute("aria-controls", navigation.id);
    const isOpen = () => root.classList.contains("menu-open");
    const open = (yes) => {
      root.classList.toggle("menu-open", yes);
      button.setAttribute("aria-expanded", yes);
      navigation.style.top = yes ? `${Math.max(0, header.getBoundingClientRect().bottom)}px` : "";
    };
    open(false);
    const toggle = (event) => {
      event.preventDefault();
      open(!isOpen());
    };
    button.addEventListener("click", toggle);
    button.addEventListener("keydown", (event) => event.key === " " && toggle(event));
    addEventListener("resize", () => isOpen() && open(false));
    for (const element of [navigation, header]) {
      element.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !isOpen()) return;
        open(false);
        button.focus();
      });
      element.addEventListener("focusout", ({ relatedTarget: next }) => {
        if (next && isOpen() && !header.contains(next) && !navigation.contains(next)) open(false);
      });
    }
    const current = navigation.querySelector("[aria-current]");
    if (current && getComputedStyle(navigation).position === "sticky") {
      navigation.scrollTop = current.offsetTop - navigation.clientHeight / 3;
    }
  }

  /** The language menu leads to the same section of the page in the other language, and remembers the choice. */
  function languageMenu(details) {
    if (!details) return;
    details.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link) return;
      keep("guide.language", link.hreflang);
      link.hash = location.hash || (window.scrollY > 300 && currentHeading()?.id) || "";
    });
    details.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !details.open) return;
      details.open = false;
      details.firstElementChild.focus();
    });
    document.addEventListener("pointerdown", (event) => {
      if (!details.contains(event.target)) details.open = false;
    });
    details.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !details.contains(event.relatedTarget)) details.open = false;
    });
  }

  /** The last heading with an id above the upper third of the window. */
  function currentHeading() {
    const limit = innerHeight / 3;
    return all(".text :is(h2, h3)[id]").filter((heading) => heading.getBoundingClientRect().top < limit).pop();
  }

  /** The page's contents: open where there is room beside the text; mark the section that is being read. */
  function contents(toc) {
    if (!toc) return;
    const details = toc.querySelector("details");
    const beside = matchMedia("(min-width: 75em)");
    const fit = () => (details.open = beside.matches);
    beside.addEventListener("change", fit);
    fit();
    const links = new Map(all("a", toc).map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
    let marked, waiting;
    const mark = () => {
      waiting = false;
      const link = links.get(currentHeading()?.id);
      if (link === marked) return;
      marked?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "true");
      marked = link;
    };
    const later = () => {
      if (!waiting && beside.matches) waiting = requestAnimationFrame(mark);
    };
    addEventListener("scroll", later, { passive: true });
    later();
    details.addEventListener("click", (event) => {
      if (event.target.closest("a") && !beside.matches) details.open = false;
    });
  }

  /** Only a table that does not fit needs a stop of the tab key. */
  function wideTables(boxes) {
    if (!boxes.length || !window.ResizeObserver) return;
    const observer = new ResizeObserver((entries) => {
      for (const { target } of entries) {
        if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
        else target.removeAttribute("tabindex");
      }
    });
    for (const box of boxes) observer.observe(box);
  }

  /** Definitions of terms and texts of notes beside the words, by pointer, keyboard and touch (WCAG 1.4.13). */
  function tooltips() {
    const selector = "a.term[data-def], a.footnote-ref";
    let tip, owner, timer;

    const hide = () => {
      clearTimeout(timer);
      if (!owner) return;
      owner.removeAttribute("aria-describedby");
      tip.hidden = true;
      owner = null;
    };
    const show = (link) => {
      clearTimeout(timer);
      if (link === owner) return;
      hide();
      tip ||= build();
      if (!fill(tip, link)) return;
      // Outside the text, the tooltip would lose the language of the words that it explains.
      const around = link.closest("[lang]");
      tip.lang = around.lang;
      tip.dir = around.dir || "auto";
      tip.hidden = false;
      link.setAttribute("aria-describedby", tip.id);
      owner = link;
      place(tip, link);
    };
    const build = () => {
      const box = document.createElement("div");
      box.id = "tip";
      box.setAttribute("role", "tooltip");
      box.addEventListener("pointerenter", () => clearTimeout(timer));
      box.addEventListener("pointerleave", hide);
      document.querySelector("main").append(box);
      return box;
    };
    const fill = (box, link) => {
      if (link.dataset.def) {
        box.textContent = link.dataset.def;
        return true;
      }
      const note = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!note) return false;
      const copy = note.cloneNode(true);
      for (const back of all(".footnote-backref", copy)) back.remove();
      // Links in the tooltip could not be reached: the note itself holds them.
      for (const inner of all("a", copy)) {
        const span = document.createElement("span");
        span.append(...inner.childNodes);
        inner.replaceWith(span);
      }
      box.replaceChildren(...copy.childNodes);
      return true;
    };
    const place = (box, link) => {
      const at = link.getClientRects()[0] || link.getBoundingClientRect();
      box.style.left = box.style.top = "0";
      const { width, height } = box.getBoundingClientRect();
      const left = Math.max(8, Math.min(at.left + at.width / 2 - width / 2, root.clientWidth - width - 8));
      const above = at.top - height - 8;
      const top = above > 8 ? above : at.bottom + 8;
      box.style.left = `${left + scrollX}px`;
      box.style.top = `${top + scrollY}px`;
    };
    const at = (event) => event.target.closest?.(selector);

    document.addEventListener("pointerover", (event) => {
      const link = event.pointerType === "mouse" && at(event);
      if (!link) return;
      clearTimeout(timer);
      timer = setTimeout(show, 150, link);
    });
    document.addEventListener("pointerout", (event) => {
      if (event.pointerType !== "mouse" || !at(event)) return;
      clearTimeout(timer);
      timer = setTimeout(hide, 250);
    });
    document.addEventListener("focusin", (event) => {
      const link = at(event);
      if (link?.matches(":focus-visible")) show(link);
      else if (!link) hide();
    });
    document.addEventListener("focusout", (event) => at(event) && hide());
    document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
    // A finger cannot hover: the first tap shows the text, a second one follows the link.
    let touch = false;
    document.addEventListener("pointerdown", (event) => {
      touch = event.pointerType === "touch";
      if (owner && !at(event) && !tip.contains(event.target)) hide();
    });
    document.addEventListener("click", (event) => {
      const link = at(event);
      if (!link || !touch || link === owner) return;
      event.preventDefault();
      event.stopPropagation();
      show(link);
    }, true);
  }

  /** Leave at once and leave nothing to go back to. By button, or Esc or Shift three times within five seconds. */
  function quickExit(link) {
    if (!link) return;
    const status = link.parentElement.querySelector("[role=status]");
    const leave = () => {
      root.classList.add("gone");
      document.title = "";
      location.replace(link.href);
    };
    link.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
    // Pages opened from here take this page's place in the history.
    document.addEventListener("click", (event) => {
      const target = event.target.closest("a[href]");
      if (!target || target === link || event.defaultPrevented) return;
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || target.target) return;
      event.preventDefault();
      location.replace(target.href);
    });
    let pressed = 0, last = "", timer;
    const expire = () => {
      pressed = 0;
      status.textContent = status.dataset.expired;
    };
    addEventListener("keydown", (event) => {
      if (event.repeat) return;
      clearTimeout(timer);
      if (event.key !== "Escape" && event.key !== "Shift") {
        pressed = 0;
        status.textContent = "";
        return;
      }
      pressed = event.key === last ? pressed + 1 : 1;
      last = event.key;
      if (pressed === 3) return leave();
      const { left, intl } = status.dataset;
      const forms = JSON.parse(left);
      const form = forms[new Intl.PluralRules(intl).select(3 - pressed)] || forms.other;
      status.textContent = form.replace("{count}", 3 - pressed);
      timer = setTimeout(expire, 5000);
    }, true);
    // Back from the neutral site (pages kept in memory): show the page again only if the reader wants it.
    addEventListener("pageshow", (event) => event.persisted && root.classList.contains("gone") && location.reload());
  }

  /** The search is fetched when it is first asked for. As a plain link its button leads to the list of pages. */
  function search() {
    const open = async () => {
      await load((await words()).search);
      return window.guideSearch.open();
    };
    for (const button of all("[data-search]")) {
      button.setAttribute("role", "button");
      button.setAttribute("aria-haspopup", "dialog");
      const start = (event) => {
        event.preventDefault();
        open().catch(() => (location.href = button.href));
      };
      button.addEventListener("click", start);
      button.addEventListener("keydown", (event) => event.key === " " && start(event));
    }
    addEventListener("keydown", (event) => {
      if (event.key !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      open().catch(() => {});
    });
  }

  /** Side by side with the source: fetched when asked for; from the disk no page may read another. */
  function beside(button) {
    if (!button || !location.protocol.startsWith("http")) return button?.parentElement.remove();
    button.addEventListener("click", () => {
      document.head.append(
        Object.assign(document.createElement("link"), { rel: "stylesheet", href: button.dataset.style }),
        Object.assign(document.createElement("script"), { src: button.dataset.beside }),
      );
    }, { once: true });
  }

  /** The strip of a kept parliament is fetched only where one is kept; pages that help a child go without. */
  async function parliament() {
    try {
      if (!localStorage.getItem("guide.parliament") || root.classList.contains("may-leave")) return;
    } catch {
      return;
    }
    if (document.querySelector('script[src*="/parliament."]')) return;
    const { strip } = await words();
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: settings.base + strip[1] }));
    load(strip[0]);
  }
})();

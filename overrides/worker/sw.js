// Keeps one language of the guide on the device. It runs only where a reader has asked for that (assets/js/keep.js).
//
// While there is a network, pages come from it; only when it does not answer is a kept page shown, under a notice that
// names its edition and the day it was kept. So an old page never passes for a new one. A new edition is fetched aside
// and checked file by file; it takes the place of the old one when it is whole.
"use strict";

// hooks/guide/offline/keep.py fills this in: locale, intl, edition, version, files by address with their SHA-256, words.
const kept = JSON.parse("KEPT");
const PREFIX = `guide.offline.${kept.locale}.`;
const NAME = PREFIX + kept.version;
const ABOUT = new URL(".kept", registration.scope).href;
const AT_ONCE = 6;
const PATIENCE = 8000;
// These names change with their content, so a kept copy is never an old one.
const FOR_GOOD = /\/assets\/|\/pagefind\/(?:fragment|index)\//;

const addressOf = (name) => new URL(name, registration.scope).href;

addEventListener("install", (event) => event.waitUntil(keepAll().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(dropOthers().then(() => clients.claim())));
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = request.url.split(/[?#]/)[0];
  if (request.method !== "GET" || !url.startsWith(registration.scope)) return;
  if (FOR_GOOD.test(url)) event.respondWith(fromCache(url).then((found) => found || fetch(request)));
  else event.respondWith(fromNetwork(request, url));
});

/** Fetch every file that is not kept yet; told to the pages that listen. Fails as a whole when one file does. */
async function keepAll() {
  const cache = await caches.open(NAME);
  const older = await othersOf(NAME);
  const names = Object.keys(kept.files);
  let done = 0;
  const work = async () => {
    for (let name = names.pop(); name !== undefined; name = names.pop()) {
      const url = addressOf(name);
      if (!(await cache.match(url))) await cache.put(url, await fileFor(url, kept.files[name], older));
      done += 1;
      if (done % 10 === 0) await tell({ done, all: Object.keys(kept.files).length });
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } catch (error) {
    // The others need not go on; what is here already is not fetched again at the next try.
    names.length = 0;
    throw error;
  }
  await cache.put(ABOUT, Response.json({ edition: kept.edition, version: kept.version, on: new Date().toISOString() }));
}

/** A file whose content is the one listed: from an older copy where it has not changed, else from the network. */
async function fileFor(url, digest, older) {
  for (const cache of older) {
    const copy = await cache.match(url);
    if (copy && (await digestOf(copy.clone())) === digest) return copy;
  }
  const answer = await fetch(url, { cache: "no-cache", credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  if ((await digestOf(answer.clone())) !== digest) throw new Error(`${url}: is of another version`);
  return answer;
}

async function digestOf(answer) {
  const bytes = await crypto.subtle.digest("SHA-256", await answer.arrayBuffer());
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 16);
}

async function othersOf(name) {
  const names = (await caches.keys()).filter((other) => other.startsWith(PREFIX) && other !== name);
  return Promise.all(names.map((other) => caches.open(other)));
}

async function dropOthers() {
  const names = (await caches.keys()).filter((other) => other.startsWith(PREFIX) && other !== NAME);
  await Promise.all(names.map((other) => caches.delete(other)));
}

async function tell(message) {
  for (const client of await clients.matchAll({ includeUncontrolled: true, type: "window" })) client.postMessage(message);
}

const fromCache = async (url) => (await caches.open(NAME)).match(url);

async function fromNetwork(request, url) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    // Asked of the host itself: the browser's own store could hold an older page and would not say so.
    const answer = await fetch(request.url, { cache: "no-cache", credentials: "same-origin", signal: stop.signal });
    if (answer.redirected && request.mode === "navigate") return Response.redirect(answer.url);
    if (answer.status < 500) return answer;
  } catch {
    // No network, or none that answers in time: the kept copy serves.
  } finally {
    clearTimeout(timer);
  }
  const copy = await fromCache(url);
  if (!copy) return request.mode === "navigate" ? notKept() : Response.error();
  return request.mode === "navigate" ? withNotice(copy) : copy;
}

/** The kept page, with the words that say so at the head of its content. */
async function withNotice(copy) {
  const about = await (await fromCache(ABOUT)).json();
  const day = new Date(about.on).toLocaleDateString(kept.intl, { dateStyle: "long" });
  const words = kept.words.notice.replace("{edition}", about.edition).replace("{date}", day);
  const html = await copy.text();
  const page = html.replace(/<main [^>]*>/, (main) => `${main}\n<p class="kept" role="note">${escape(words)}</p>`);
  const headers = new Headers(copy.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  return new Response(page, { headers });
}

function notKept() {
  const body = `<!doctype html><html lang="${kept.locale}" dir="${kept.dir}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${escape(kept.words.away)}</title><main><h1>${escape(kept.words.away)}</h1>
<p><a href="${registration.scope}">${escape(kept.words.home)}</a></p></main></html>`;
  return new Response(body, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

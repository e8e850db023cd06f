// Shows what Pagefind finds. Without this the search page has its lists alone.
const form = document.querySelector(".search-form");
const { index, home, one, many, none, near, failed } = form.dataset;
const status = document.querySelector(".search-hits__status");
const list = document.querySelector(".search-hits__list");
const more = document.querySelector(".search-hits__more");
const lists = document.querySelector("[data-lists]");
const template = document.querySelector("template").content;
// STEM: the part of a word that its other forms begin with, too.
const STEP = 10, LEAST = 4, HEADINGS = 3, STEM = 0.6;
let pagefind, known, newest, rest = [], typed = "";

const fold = (text) => text.toLowerCase().replace(/æ|ae/g, "a").replace(/ø|oe/g, "o")
  .replace(/aa/g, "a").normalize("NFD").replace(/\p{M}/gu, "");
const words = (text) => text.match(/\p{L}+/gu) ?? [];
const filled = (text, values) => text.replace(/{(\w+)}/g, (_, name) => values[name]);

async function find(term, filters) {
  // What only the date or the picture of a hit has, is worth nothing.
  let hits = (await pagefind.search(term || null)).results.filter((hit) => !term || hit.score > 0);
  for (const [name, value] of Object.entries(filters)) {
    const chosen = (await pagefind.search(known[name]?.[value] ?? "0")).results.map((hit) => hit.id);
    hits = hits.filter((hit) => chosen.includes(hit.id));
  }
  return hits;
}

// `bodo` as a hit writes it: Bodø. Then its text is searched too, and the words in it are marked.
async function asWritten(term, hits) {
  const folded = hits.filter((hit) => hit.matchedMetaFields?.includes("folded"));
  for (const hit of folded.slice(0, STEP)) {
    const { meta, content } = await hit.data();
    const spelt = words(`${meta.title} ${meta.words ?? ""} ${content}`).filter((w) => /[æøå]/i.test(w));
    const written = term.replace(/\p{L}+/gu, (word) => spelt.find((w) => fold(w) === fold(word))
      ?? spelt.find((w) => fold(w).startsWith(fold(word))) ?? word);
    if (written !== term) return written;
  }
}

async function search(term, filters) {
  let hits = await find(term, filters), shorter = term;
  // A word with a wrong letter: what begins as it does.
  while (!hits.length && shorter.length > LEAST) {
    shorter = shorter.slice(0, -1);
    hits = await find(shorter, filters);
  }
  const written = await asWritten(shorter, hits);
  if (written) {
    const better = await find(written, filters);
    hits = [...better, ...hits.filter((hit) => !better.some((other) => other.id === hit.id))];
  }
  newest ??= new Map((await pagefind.search(null, { sort: { day: "desc" } })).results
    .map((hit, place) => [hit.id, place]));
  const age = (hit) => newest.get(hit.id) ?? newest.size;
  hits.sort((a, b) => (term && b.score - a.score) || age(a) - age(b));
  return { hits, written: written ?? shorter, shorter };
}

function mark(element, term) {
  const wanted = words(fold(term)).map((word) => word.slice(0, Math.max(LEAST, word.length * STEM)));
  const parts = element.textContent.split(/(\p{L}+)/u).map((part) => {
    if (!wanted.some((word) => fold(part).startsWith(word))) return part;
    const marked = document.createElement("mark");
    marked.textContent = part;
    return marked;
  });
  element.replaceChildren(...parts);
}

function row({ url, meta, excerpt, sub_results }, term) {
  const item = document.createElement("li");
  item.append(template.cloneNode(true));
  const at = (name) => item.querySelector(`.search-hit${name}`);
  const link = at("__title a"), text = at("__text");
  link.href = meta.href;
  link.textContent = meta.title;
  mark(link, term);
  text.innerHTML = excerpt;
  if (!text.querySelector("mark")) mark(text, term);
  if (meta.date) at("__date").textContent = meta.date;
  else at("__date").remove();
  if (meta.picture) at(" img").src = meta.picture;
  else at(" img").remove();
  const headings = at("__headings"), below = sub_results.filter((part) => part.url !== url);
  const first = headings.firstElementChild;
  headings.replaceChildren(...below.slice(0, HEADINGS).map((part) => {
    const line = first.cloneNode(true);
    line.firstElementChild.href = meta.href + new URL(part.url, location.href).hash;
    line.firstElementChild.textContent = part.title;
    return line;
  }));
  if (!below.length) headings.remove();
  return item;
}

async function show() {
  const data = await Promise.all(rest.splice(0, STEP).map((hit) => hit.data()));
  const rows = data.map((one) => row(one, typed));
  list.append(...rows);
  more.hidden = !rest.length;
  return rows[0];
}

async function run() {
  const values = [...new FormData(form)].filter(([, value]) => value.trim());
  const { q = "", ...filters } = Object.fromEntries(values);
  const asked = q.trim(), isAsked = values.length > 0;
  const address = isAsked ? `?${new URLSearchParams(values)}` : location.pathname;
  if (isAsked || location.search) history.replaceState(null, "", address);
  try {
    const { hits, written, shorter } = isAsked ? await search(asked, filters)
      : { hits: [], written: "", shorter: "" };
    list.replaceChildren();
    [rest, typed] = [hits, written];
    const text = !hits.length ? none : shorter !== asked ? near : hits.length === 1 ? one : many;
    status.textContent = isAsked ? filled(text, { n: hits.length, q: asked, near: shorter }) : "";
    lists.hidden = hits.length > 0;
    await show();
  } catch (error) {
    status.textContent = failed;
    throw error;
  }
}

async function start() {
  try {
    ({ createInstance: pagefind } = await import(`${index}pagefind.js`));
    const metaWeights = {
      words: 2, folded: 1, kind: 0, year: 0, network: 0, place: 0, type: 0, date: 0, picture: 0, filters: 0,
      href: 0,
    };
    pagefind = pagefind({ baseUrl: home, noWorker: true, ranking: { metaWeights } });
    known = await (await fetch(`${index}filters.json`)).json();
    for (const select of form.querySelectorAll("select")) {
      const values = Object.keys(known[select.name] ?? {});
      if (select.name === "kind") {
        for (const option of select.querySelectorAll("option[value]:not([value=''])")) {
          if (!values.includes(option.value)) option.remove();
        }
      } else {
        values.sort((a, b) => a.localeCompare(b, document.documentElement.lang));
        if (select.name === "year") values.reverse();
        select.append(...values.map((value) => new Option(value, value)));
      }
      select.parentElement.hidden = values.length < 2;
    }
    form.querySelector("details").hidden = false;
  } catch (error) {
    status.textContent = failed;
    throw error;
  }
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  if ([...new FormData(form)].some(([name, value]) => name !== "q" && value)) {
    form.querySelector("details").open = true;
  }
  form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
  form.addEventListener("change", (event) => { if (event.target.matches("select")) run(); });
  more.addEventListener("click", async () => (await show()).querySelector("a").focus());
  await run();
}

if (index) start();

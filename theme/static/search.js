// Shows what Pagefind finds. Without this the search page has its lists alone.
const form = document.querySelector(".search-form");
const {
  index, home, one, many, none, oneChosen, manyChosen, noneChosen, near, failed,
} = form.dataset;
const status = document.querySelector(".search-hits__status");
const list = document.querySelector(".search-hits__list");
const more = document.querySelector(".search-hits__more");
const lists = document.querySelector("[data-lists]");
const template = document.querySelector("template").content;
// The part of a word that its other forms begin with: STEM to mark them, SURE to call them hits.
const STEP = 10, LEAST = 4, HEADINGS = 3, STEM = 0.6, SURE = 0.75;
// What is shown: each run has its own, and an older run shows nothing more.
let pagefind, known, newest, current;

const unaccented = (text) => text.replace(/aa/gi, "a").replace(/oe/gi, "o").replace(/ae/gi, "a");
const fold = (text) => unaccented(text.toLowerCase().replace(/æ/g, "a").replace(/ø/g, "o"))
  .normalize("NFD").replace(/\p{M}/gu, "");
const words = (text) => text.match(/[\p{L}\p{N}]+/gu) ?? [];
const terms = (text) => text.split(/\s+/).map((term) => words(term).join("")).filter(Boolean);
const beginning = (word, share) => fold(word).slice(0, Math.max(LEAST, Math.ceil(fold(word).length * share)));
const filled = (text, values) => text.replace(/{(\w+)}/g, (_, name) => values[name]);

// Pagefind falls back to what a word begins with, the same for all hits: `en` for `enestående`.
// Its search in quotation marks finds other forms of a word, but falls back to nothing.
async function fallsBack(term, [hit], share) {
  const { content, meta } = await hit.data();
  const all = content.split(/\s+/);
  const matched = [...hit.words.map((at) => all[at] ?? ""), ...(hit.matchedMetaFields ?? []).map((name) => meta[name])]
    .flatMap((text) => [...terms(text), ...words(text)]).map(fold);
  for (const word of terms(term)) {
    const start = beginning(word, share);
    if (!matched.some((one) => one.startsWith(start))
      && (share === 1 || !(await pagefind.search(`"${word}"`)).results.length)) return true;
  }
}

async function find(term, filters, share = SURE) {
  // What only the date or the picture of a hit has, is worth nothing.
  let hits = (await pagefind.search(term || null)).results.filter((hit) => !term || hit.score > 0);
  if (term && hits.length && await fallsBack(term, hits, share)) return [];
  for (const [name, value] of Object.entries(filters ?? {})) {
    const { results } = await pagefind.search(known[name]?.[value] ?? "0");
    const chosen = new Set(results.map((hit) => hit.id));
    hits = hits.filter((hit) => chosen.has(hit.id));
  }
  return hits;
}

// `groenland` as the index has it: `gronland`. A word like `poet` stays, unless there is a `pøt`.
async function asIndexed(term) {
  for (const word of terms(term)) {
    const plain = unaccented(word), isCertain = plain === word.replace(/aa/gi, "a");
    if (plain === word) continue;
    const hits = await find(plain);
    if (hits.some((hit) => isCertain || hit.matchedMetaFields?.includes("folded"))) {
      term = term.replace(word, plain);
    }
  }
  return term;
}

const joined = (first, others) => {
  const ids = new Set(first.map((hit) => hit.id));
  return [...first, ...others.filter((hit) => !ids.has(hit.id))];
};

// `bodo` as a hit writes it: Bodø. Then its text is searched too, and the words in it are marked.
async function asWritten(term, hits) {
  const folded = hits.filter((hit) => hit.matchedMetaFields?.includes("folded"));
  for (const hit of folded.slice(0, STEP)) {
    const { meta, content } = await hit.data();
    const spelt = words(`${meta.title} ${meta.words ?? ""} ${content}`).filter((w) => /[æøå]/i.test(w));
    const written = term.replace(/[\p{L}\p{N}]+/gu, (word) => spelt.find((w) => fold(w) === fold(word))
      ?? spelt.find((w) => fold(w).startsWith(fold(word))) ?? word);
    if (written !== term) return written;
  }
}

async function search(term, filters) {
  let hits = await find(term, filters), shorter = term;
  const plain = await asIndexed(term);
  if (plain !== term) hits = joined(hits, await find(plain, filters));
  // A word with a wrong letter: what begins as it does.
  while (!hits.length && words(shorter.split(/\s/).at(-1)).join("").length > LEAST) {
    shorter = shorter.slice(0, -1);
    hits = await find(shorter, filters, 1);
  }
  const written = await asWritten(shorter, hits);
  if (written) hits = joined(await find(written, filters), hits);
  newest ??= new Map((await pagefind.search(null, { sort: { day: "desc" } })).results
    .map((hit, place) => [hit.id, place]));
  const age = (hit) => newest.get(hit.id) ?? newest.size;
  hits.sort((a, b) => (term && b.score - a.score) || age(a) - age(b));
  return { hits, written: written ?? shorter, shorter };
}

function mark(element, term) {
  const wanted = terms(term).map((word) => beginning(word, STEM));
  const parts = element.textContent.split(/([\p{L}\p{N}]+)/u).map((part) => {
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
  if (meta.lang !== document.documentElement.lang) item.lang = meta.lang;
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

// Nothing when something else is asked for in the meantime.
async function show(shown, said) {
  const data = await Promise.all(shown.rest.slice(0, STEP).map((hit) => hit.data()));
  if (shown !== current) return undefined;
  shown.rest.splice(0, STEP);
  const rows = data.map((one) => row(one, shown.typed));
  if (said !== undefined) {
    status.textContent = said;
    lists.hidden = rows.length > 0;
    list.replaceChildren();
  }
  list.append(...rows);
  more.hidden = !shown.rest.length;
  return rows[0];
}

async function run() {
  const values = [...new FormData(form)].filter(([, value]) => value.trim());
  const { q = "", ...filters } = Object.fromEntries(values);
  const asked = q.trim(), isAsked = values.length > 0;
  const address = isAsked ? `?${new URLSearchParams(values)}` : location.pathname;
  if (isAsked || location.search) history.replaceState(null, "", address);
  const shown = { rest: [], typed: "" };
  current = shown;
  try {
    if (!isAsked) return void await show(shown, "");
    const { hits, written, shorter } = await search(asked, filters), n = hits.length;
    const [zero, single, several] = asked ? [none, one, many] : [noneChosen, oneChosen, manyChosen];
    const text = !n ? zero : shorter !== asked ? near : n === 1 ? single : several;
    Object.assign(shown, { rest: hits, typed: written });
    await show(shown, filled(text, { n, q: asked, near: shorter }));
  } catch (error) {
    if (shown === current) status.textContent = failed;
    throw error;
  }
}

// What the address asks for.
function fill(controls) {
  for (const [name, value] of new URLSearchParams(location.search)) {
    const control = form.elements.namedItem(name);
    if (control?.matches?.(controls)) control.value = value;
  }
}

async function start() {
  fill("input");
  try {
    ({ createInstance: pagefind } = await import(`${index}pagefind.js`));
    const metaWeights = {
      words: 2, folded: 1, kind: 0, year: 0, network: 0, place: 0, type: 0, date: 0, picture: 0, filters: 0,
      href: 0, lang: 0,
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
  } catch (error) {
    status.textContent = failed;
    throw error;
  }
  fill("select");
  if ([...new FormData(form)].some(([name, value]) => name !== "q" && value)) {
    form.querySelector("details").open = true;
  }
  form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
  form.addEventListener("change", (event) => { if (event.target.matches("select")) run(); });
  more.addEventListener("click", async () => {
    more.disabled = true; // a second click would show the same hits
    try { (await show(current))?.querySelector("a").focus(); } finally { more.disabled = false; }
  });
  await run();
}

if (index) start();

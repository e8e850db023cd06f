// Shows what Pagefind finds.
const [form, status, list, more, lists, template] = [
  ".search-form", ".search-hits__status", ".search-hits__list", ".search-hits__more", "[data-lists]", "template",
].map((one) => document.querySelector(one));
const texts = form.dataset, { index, home } = texts, { lang } = document.documentElement;
// The share of a word that its forms begin with: STEM to mark, SURE for hits.
const STEP = 10, LEAST = 4, HEADINGS = 3, STEM = 0.6, SURE = 0.75, EQUAL = 15;
const WORTHLESS = "kind year network place type date picture filters href lang".split(" ");
// The run that is shown; earlier ones stop.
let pagefind, known, newest, current;

const unaccented = (text) => text.replace(/aa/gi, "a").replace(/oe/gi, "o").replace(/ae/gi, "a");
const fold = (text) => unaccented(text.toLowerCase().replace(/æ/g, "a").replace(/ø/g, "o"))
  .normalize("NFD").replace(/\p{M}/gu, "");
const words = (text) => text.match(/[\p{L}\p{N}]+/gu) ?? [];
const terms = (text) => text.split(/\s+/).map((term) => words(term).join("")).filter(Boolean);
const beginning = (word, share) => fold(word).slice(0, Math.max(LEAST, Math.ceil(fold(word).length * share)));
const ask = async (text, part, sort) => (await pagefind.search(text, part && { filters: { part }, sort })).results;
const eachPart = async (make) => (await Promise.all(Object.entries(known.parts).map((one) => make(...one)))).flat();
const idsOf = (hits) => new Set(hits.map((hit) => hit.id));
const matches = (field) => (hit) => hit.matchedMetaFields?.includes(field);
const filled = (text, values) => text.replace(/{(\w+)}/g, (_, name) => values[name]);

// Pagefind falls back to a beginning, the same for all hits: `en` for `enestående`.
// Its search in quotation marks finds other forms, but falls back to nothing.
async function fallsBack(term, [{ data, words: places, matchedMetaFields = [] }], share, part) {
  const { content, meta } = await data(), all = content.split(/\s+/);
  const matched = [...places.map((at) => all[at] ?? ""), ...matchedMetaFields.map((name) => meta[name])]
    .flatMap((text) => [...terms(text), ...words(text)]).map(fold);
  for (const word of terms(term)) {
    const start = beginning(word, share);
    if (!matched.some((one) => one.startsWith(start))
      && (share === 1 || !(await ask(`"${word}"`, part)).length)) return true;
  }
}

// Each part of the index falls back, and weighs a word, by its own pages.
async function find(term, filters = {}, share = SURE) {
  let hits = await eachPart(async (part, pages) => {
    const own = (await ask(term || known.all, part)).filter((hit) => !term || hit.score > 0);
    if (term && own.length && await fallsBack(term, own, share, part)) return [];
    let rarity = 0;
    for (const word of terms(term)) rarity += Math.log((pages + 1) / ((await ask(word, part)).length + 0.5));
    for (const hit of own) hit.score /= rarity;
    return own;
  });
  for (const [name, value] of Object.entries(filters)) {
    const chosen = idsOf((await ask(known[name]?.[value] ?? "0")).filter(matches("filters")));
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
    if (hits.some((hit) => isCertain || matches("folded")(hit))) term = term.replace(word, plain);
  }
  return term;
}

const joined = (first, others) => {
  const before = idsOf(first);
  return [...first, ...others.filter((hit) => !before.has(hit.id))];
};

// `bodo` as a hit writes it: `Bodø`, to search for that too and mark it.
async function asWritten(term, hits) {
  for (const hit of hits.filter(matches("folded")).slice(0, STEP)) {
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
  // A wrong letter: what begins as the word does.
  while (!hits.length && words(shorter.split(/\s/).at(-1)).join("").length > LEAST) {
    shorter = shorter.slice(0, -1);
    hits = await find(shorter, filters, 1);
  }
  const written = await asWritten(shorter, hits);
  if (written) hits = joined(await find(written, filters), hits);
  newest ??= new Map((await eachPart((part) => ask(known.all, part, { day: "desc" }))).map(({ id }, at) => [id, at]));
  const age = (hit) => newest.get(hit.id) ?? newest.size;
  const fit = (hit) => Math.round(Math.log(hit.score) * EQUAL);
  hits.sort((a, b) => (term && fit(b) - fit(a)) || age(a) - age(b));
  return { hits, written: written ?? shorter, shorter };
}

function mark(element, term) {
  const wanted = terms(term).map((word) => beginning(word, STEM));
  element.replaceChildren(...element.textContent.split(/([\p{L}\p{N}]+)/u).map((part) => {
    if (!wanted.some((word) => fold(part).startsWith(word))) return part;
    return Object.assign(document.createElement("mark"), { textContent: part });
  }));
}

function row({ url, meta, excerpt, sub_results }, term) {
  const item = document.createElement("li");
  item.append(template.content.cloneNode(true));
  const at = (name) => item.querySelector(`.search-hit${name}`);
  const link = at("__title a"), text = at("__text");
  if (meta.lang !== lang) item.lang = meta.lang;
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
  headings.replaceChildren(...below.slice(0, HEADINGS).map((part) => {
    const line = headings.firstElementChild.cloneNode(true);
    const { hash } = new URL(part.url, location.href);
    Object.assign(line.firstElementChild, { href: meta.href + hash, textContent: part.title });
    return line;
  }));
  if (!below.length) headings.remove();
  return item;
}

// Nothing when more is asked for.
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
  const asked = q.trim(), query = `${new URLSearchParams(values)}`;
  if (query || location.search) history.replaceState(null, "", query ? `?${query}` : location.pathname);
  const shown = current = { rest: [] };
  try {
    if (!query) return void await show(shown, "");
    const { hits, written, shorter } = await search(asked, filters), n = hits.length;
    const count = !n ? "none" : n === 1 ? "one" : "many";
    const text = texts[n && shorter !== asked ? "near" : asked ? count : `${count}Chosen`];
    Object.assign(shown, { rest: hits, typed: written });
    await show(shown, filled(text, { n, q: asked, near: shorter }));
  } catch (error) {
    if (shown === current) status.textContent = texts.failed;
    throw error;
  }
}

function fill(controls) {
  for (const [name, value] of new URLSearchParams(location.search)) {
    const control = form.elements.namedItem(name);
    if (control?.matches?.(controls)) control.value = value;
  }
}

async function start() {
  fill("input");
  try {
    const { createInstance } = await import(`${index}pagefind.js`);
    const metaWeights = { words: 2, folded: 1, ...Object.fromEntries(WORTHLESS.map((name) => [name, 0])) };
    known = await (await fetch(`${index}filters.json`)).json();
    const options = (part) => ({ ranking: { metaWeights }, mergeFilter: { part } });
    pagefind = createInstance({ baseUrl: home, noWorker: true, ...options("newer") });
    await eachPart((part) => part === "newer" || pagefind.mergeIndex(`${index}${part}/`, options(part)));
    for (const select of form.querySelectorAll("select")) {
      const values = Object.keys(known[select.name]);
      if (select.name === "kind") {
        for (const option of [...select.options].slice(1)) {
          if (!values.includes(option.value)) option.remove();
        }
      } else {
        values.sort((a, b) => a.localeCompare(b, lang));
        if (select.name === "year") values.reverse();
        select.append(...values.map((value) => new Option(value, value)));
      }
      select.parentElement.hidden = values.length < 2;
    }
  } catch (error) {
    status.textContent = texts.failed;
    throw error;
  }
  fill("select");
  if ([...new FormData(form)].some(([name, value]) => name !== "q" && value)) {
    form.querySelector("details").open = true;
  }
  form.onsubmit = (event) => { event.preventDefault(); run(); };
  form.onchange = (event) => { if (event.target.matches("select")) run(); };
  more.onclick = async () => {
    more.disabled = true; // a second click would show the same hits
    try { (await show(current))?.querySelector("a").focus(); } finally { more.disabled = false; }
  };
  await run();
}

if (index) start();

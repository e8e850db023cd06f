// Starts what the pages of the desk do beside what they do without scripts.
import { startTyping } from "./typing.js";

const PAUSE = 10000; // milliseconds between two questions whether what was sent is out

document.documentElement.classList.add("scripted");
const search = document.querySelector("[data-find]");
if (search) find(search);
const desk = document.querySelector("[data-desk]");
if (desk) startTyping(desk);
if (document.getElementById("tool-toolbar")) {
  const { addTools } = await import("./tools.js");
  addTools(document.getElementById("innhold"));
  desk?.addEventListener("form-replaced", () => addTools(desk));
}
for (const button of document.querySelectorAll("[data-copies]")) copies(button);
const sent = document.querySelector("[data-online]");
if (sent) watch(sent);

// Narrows the overview to the entries that have every typed word.
function find(search) {
  const told = document.getElementById("funnet");
  const rows = [...document.querySelectorAll("[data-group] li")];
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const groups = [...document.querySelectorAll("[data-group]")];

  search.addEventListener("input", () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, number) => {
      row.hidden = !words.every((word) => texts[number].includes(word));
      shown += !row.hidden;
    });
    for (const group of groups) group.hidden = !group.querySelector("li:not([hidden])");
    told.textContent = words.length ? told.dataset.count.replace("{}", shown) : "";
  });
  if (document.activeElement === document.body) search.focus();
}

// Copies the text of a field.
function copies(button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copies);
    field.select();
    await navigator.clipboard.writeText(field.value);
    document.querySelector("[data-copied]").textContent = button.dataset.done;
  });
}

// Asks the published site whether what was sent is out, until it is, or something has stopped it.
async function watch(place) {
  const answer = await fetch(`/skrivepult/ute?commit=${place.dataset.online}`);
  if (answer.ok) {
    const { state, text } = await answer.json();
    place.textContent = text;
    if (state !== "waiting") return;
  }
  setTimeout(() => watch(place), PAUSE);
}

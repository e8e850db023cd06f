// Starts what the pages of the desk do beside what they do without scripts.
import { startTyping } from "./typing.js";

const PAUSE = 10000; // milliseconds between two questions whether what was sent is out

document.querySelectorAll("[data-find]").forEach(find);
document.querySelectorAll("[data-copies]").forEach(copies);
document.querySelectorAll("[data-online]").forEach(watch);
const desk = document.querySelector("[data-desk]");
if (desk) startTyping(desk);
if (document.getElementById("tool-toolbar")) {
  const { addTools } = await import("./tools.js");
  addTools(document.getElementById("innhold"));
  desk?.addEventListener("form-replaced", () => addTools(desk));
}

// Narrows the overview to the entries that have every typed word.
function find(search) {
  const told = document.getElementById("funnet");
  const rows = [...document.querySelectorAll("[data-group] li")];

  search.addEventListener("input", () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const isFound = ({ textContent }) => words.every((word) => textContent.toLowerCase().includes(word));
    for (const row of rows) row.hidden = !isFound(row);
    for (const group of document.querySelectorAll("[data-group]")) {
      group.hidden = !group.querySelector("li:not([hidden])");
    }
    const shown = rows.filter((row) => !row.hidden).length;
    told.textContent = words.length ? told.dataset.count.replace("{}", shown) : "";
  });
}

// Copies the text of a field.
function copies(button) {
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

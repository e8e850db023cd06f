// The toolbar of a text in Markdown, its shortcuts, and what is pasted; the text stays a textarea.
import { askLink } from "./links.js";
import { ask, made, nameOf, postForData, wordsOf } from "./parts.js";
import { onDrop, send } from "./pictures.js";
import { insert, insertBlock, markLines, wrap } from "./text.js";

const SHORTCUTS = { b: "bold", i: "italic", k: "link" };
const ACTIONS = {
  heading: (area) => markLines(area, () => "## "),
  bold: (area) => wrap(area, "**"),
  italic: (area) => wrap(area, "*"),
  list: (area) => markLines(area, () => "- "),
  numbers: (area) => markLines(area, (number) => `${number + 1}. `),
  quote: (area) => markLines(area, () => "> "),
  link: askLink,
  picture: (area, chooser) => { chooser.value = ""; chooser.click(); },
  table: askTable,
  figure: askFigure,
};

export function addToolbar(area) {
  const toolbar = made("toolbar");
  const buttons = [...toolbar.querySelectorAll("button")];
  if (!area.form.querySelector('[name="f.figures"]')) buttons.pop().remove();
  toolbar.setAttribute("aria-label", `${toolbar.getAttribute("aria-label")} ${nameOf(area)}`);
  area.before(toolbar);
  area.after(made("said"));

  // Tab stops once; the arrows go from button to button.
  const stopAt = (button) => { for (const one of buttons) one.tabIndex = one === button ? 0 : -1; };
  stopAt(buttons[0]);
  toolbar.addEventListener("focusin", ({ target }) => stopAt(target));
  toolbar.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(event.target);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    buttons.at(next % buttons.length).focus();
  });
  const chooser = toolbar.querySelector("input");
  chooser.addEventListener("change", () => insertFiles(area, chooser.files));
  toolbar.addEventListener("click", ({ target }) => ACTIONS[target.dataset.do]?.(area, chooser));
  area.addEventListener("keydown", (event) => {
    const name = SHORTCUTS[event.key.toLowerCase()];
    if (!name || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    ACTIONS[name](area);
  });
  addPaste(area);
}

async function askTable(area) {
  const given = await ask("table", area);
  if (!given) return;
  const row = (cell) => `| ${Array.from({ length: given.columns }, (_, n) => cell(n + 1)).join(" | ")} |`;
  const rows = Array.from({ length: given.rows }, () => row(() => "  "));
  const start = insertBlock(area, [row((n) => `${given.word} ${n}`), row(() => "---"), ...rows].join("\n"));
  area.setSelectionRange(start + 2, start + 4 + given.word.length);
}

async function askFigure(area) {
  const given = await ask("figure", area, (dialog) => {
    for (const id of area.form.querySelectorAll('[name^="f.figures."][name$=".id"]')) {
      const label = area.form.elements[id.name.replace(/id$/, "label")];
      if (id.value) dialog.querySelector("select").append(new Option(label.value, id.value));
    }
  });
  if (given) insert(area, `{{ figures.${given.name} }}`);
}

// What is pasted or dropped: formatted text becomes Markdown, and files are stored.
function addPaste(area) {
  area.addEventListener("paste", (event) => {
    const { clipboardData: data } = event;
    const html = data.getData("text/html");
    // Word adds a picture of the text, and a browser adds the element of a picture.
    const hasText = new DOMParser().parseFromString(html, "text/html").body.textContent.trim();
    if (!hasText && !data.files.length) return;
    event.preventDefault();
    if (hasText) pasteText(area, html, data.getData("text/plain"));
    else insertFiles(area, data.files);
  });
  onDrop(area, (files) => insertFiles(area, files));
}

async function pasteText(area, html, plain) {
  const said = area.nextElementSibling;
  try {
    const sent = new URLSearchParams({ html });
    const { markdown, dropped } = await postForData("/skrivepult/lim-inn", sent, said.dataset.unformatted);
    const text = markdown.trim();
    (text.includes("\n") ? insertBlock : insert)(area, text);
    said.textContent = dropped.join(" ");
  } catch (fault) {
    insert(area, plain);
    said.textContent = wordsOf(fault);
  }
}

// Stores files, and leaves the cursor where the first one is described.
async function insertFiles(area, files) {
  const said = area.nextElementSibling;
  const chosen = [...files];
  const isAsked = document.getElementById("tool-credit") && chosen.some(({ type, name }) => /^image|\.hei[cf]$/i.test(type || name));
  const given = isAsked ? await ask("credit", area) : {};
  if (!given) return;
  const got = await send(chosen, said, given.credit);
  if (!got.length) return;
  const marks = got.map(({ path }) => `${path.startsWith("images/") ? "!" : ""}[](${path})`);
  const at = insertBlock(area, marks.join("\n\n")) + marks[0].indexOf("]");
  area.setSelectionRange(at, at);
  said.prepend(`${said.dataset.describe} `);
}

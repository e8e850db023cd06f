// What is pasted or dropped into a text: formatted text becomes Markdown, and files are stored.
import { ask, post } from "./parts.js";
import { onDrop, send } from "./pictures.js";
import { insert, insertBlock } from "./text.js";

export function addPaste(area) {
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
    const { markdown, dropped } = await post("/skrivepult/lim-inn", { html });
    const text = markdown.trim();
    (text.includes("\n") ? insertBlock : insert)(area, text);
    said.textContent = dropped.join(" ");
  } catch {
    insert(area, plain);
    said.textContent = said.dataset.unformatted;
  }
}

// Stores files, and leaves the cursor where the first one is described.
export async function insertFiles(area, files) {
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

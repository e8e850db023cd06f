// What the tools share: copies of the templates in tools.html, names of fields, dialogs, requests.
export function made(name) {
  return document.getElementById(`tool-${name}`).content.firstElementChild.cloneNode(true);
}

// What the label of a field says, without «(må fylles ut)».
export function nameOf(field) {
  const label = field.labels?.[0] ?? field.querySelector("legend");
  return field.ariaLabel ?? label.firstChild.textContent.trim();
}

// Sets a field as a person would, so that the form is sent.
export function write(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// What somebody answers in a dialog, null when it is left; then the text is selected as before.
export function ask(name, area, prepare) {
  const ends = [area.selectionStart, area.selectionEnd];
  const dialog = made(name);
  document.body.append(dialog);
  prepare?.(dialog);
  dialog.showModal();
  document.activeElement.select?.();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const given = Object.fromEntries(new FormData(dialog.querySelector("form")));
      dialog.remove();
      area.focus();
      area.setSelectionRange(...ends);
      resolve(dialog.returnValue === "ok" ? given : null);
    });
  });
}

// What the desk says to people; any other error is a fault of ours.
export class Told extends Error {}

// What to say of an error; the console gets our own faults.
export function wordsOf(fault) {
  if (fault instanceof Told) return fault.message;
  reportError(fault);
  return document.body.dataset.broken;
}

// Sends a form; the answer and its text. `lost` is told when none comes.
export function post(address, body, lost, headers = {}) {
  return fetch(address, { method: "POST", headers, body })
    .then(async (answer) => [answer, await answer.text()])
    .catch(() => { throw new Told(lost); });
}

// Sends a form whose answer is data; a refusal is told in its words.
export async function postForData(address, body, lost) {
  body.set("token", document.querySelector("[name=token]").value);
  const [answer, text] = await post(address, body, lost, { Accept: "application/json" });
  if (!answer.ok) throw new Told(text);
  return JSON.parse(text);
}

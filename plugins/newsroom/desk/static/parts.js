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

// Sends a form to the desk; a refusal becomes an Error with its words.
export async function post(address, fields) {
  const body = new FormData();
  body.set("token", document.querySelector("[name=token]").value);
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const answer = await fetch(address, { method: "POST", headers: { Accept: "application/json" }, body });
  const isData = answer.headers.get("Content-Type").startsWith("application/json");
  const told = isData ? await answer.json() : { refused: await answer.text() };
  if (told.refused) throw new Error(told.refused);
  return told;
}

// Gives fields their tools.
import { made, nameOf, write } from "./parts.js";
import { addPicture, addUpload } from "./pictures.js";
import { addToolbar } from "./toolbar.js";

const TOOLS = {
  "textarea[data-markdown]": addToolbar,
  "input[data-picker]": addPicker,
  "input[data-document], input[data-image]:not([data-picture] *)": addUpload,
  "fieldset[data-picture]": addPicture,
};

export function addTools(within) {
  for (const [selector, tool] of Object.entries(TOOLS)) {
    for (const field of within.querySelectorAll(selector)) tool(field);
  }
}

// A button that opens the browser's own picker, and writes what is picked in our notation.
function addPicker(field) {
  const holder = made(field.dataset.picker);
  const [button, own] = holder.children;
  button.lastElementChild.append(nameOf(field));
  field.after(holder);

  button.addEventListener("click", () => {
    const day = /\d{4}-\d\d-\d\d/.exec(field.value)?.[0] ?? "";
    const clock = /\d\d:\d\d/.exec(field.value)?.[0] ?? "";
    own.value = own.type === "date" ? day : own.type === "time" ? clock : day && `${day}T${clock || "09:00"}`;
    own.showPicker();
  });
  own.addEventListener("input", () => write(field, own.value.replace("T", " ")));
}

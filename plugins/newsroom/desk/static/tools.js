// Gives fields their tools.
import { addPaste } from "./paste.js";
import { addPicker } from "./pickers.js";
import { addPicture, addUpload } from "./pictures.js";
import { addToolbar } from "./toolbar.js";

const TOOLS = {
  "textarea[data-markdown]": (area) => { addToolbar(area); addPaste(area); },
  "input[data-picker]": addPicker,
  "input[data-document], input[data-image]:not([data-picture] *)": addUpload,
  "fieldset[data-picture]": addPicture,
};

export function addTools(within) {
  for (const [selector, tool] of Object.entries(TOOLS)) {
    for (const field of within.querySelectorAll(selector)) tool(field);
  }
}

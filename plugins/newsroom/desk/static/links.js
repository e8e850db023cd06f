// Asks where a link leads: to a page of the site, found as somebody types, or to an address.
import { ask } from "./parts.js";
import { insert } from "./text.js";

const MOST = 12;
const PAGES = fetch("/skrivepult/navn.json").then((answer) => answer.json());
const ADDRESS = /^(https?:|mailto:|tel:|webcal:|event:|documents\/|\/|#)/;
const DOMAIN = /^[\w-]+(\.[\w-]+)+(\/\S*)?$/;

export async function askLink(area) {
  let chosen = null;
  const given = await ask("link", area, (dialog) => {
    const { value, selectionStart, selectionEnd } = area;
    dialog.querySelector("[name=text]").value = value.slice(selectionStart, selectionEnd);
    startSearch(dialog, (entry) => { chosen = entry; });
  });
  if (!given) return;
  const typed = given.address.trim();
  const address = chosen?.address ?? (DOMAIN.test(typed) ? `https://${typed}` : typed);
  const text = given.text.trim() || chosen?.title || address;
  const target = address.replace(/[\s()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  insert(area, `[${text.replace(/[[\]]/g, "\\$&")}](${target})`);
}

// The list below the search field.
async function startSearch(dialog, choose) {
  const search = dialog.querySelector("[role=combobox]");
  const list = dialog.querySelector("[role=listbox]");
  const told = dialog.querySelector("[role=status]");
  let [entries, shown, at] = [null, [], -1];

  const point = (number) => {
    at = number;
    [...list.children].forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
    search.setAttribute("aria-activedescendant", list.children[at]?.id ?? "");
    list.children[at]?.scrollIntoView({ block: "nearest" });
    choose(shown[at]);
  };
  const find = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const isSearch = words.length && !ADDRESS.test(search.value) && !DOMAIN.test(search.value);
    const found = isSearch && entries ? entries.filter(({ text }) => words.every((word) => text.includes(word))) : [];
    shown = found.slice(0, MOST);
    list.replaceChildren(...shown.map(({ label }, number) => Object.assign(
      document.createElement("li"), { id: `ask-option-${number}`, role: "option", textContent: label },
    )));
    list.hidden = !shown.length;
    search.setAttribute("aria-expanded", String(!list.hidden));
    search.setCustomValidity(isSearch && list.hidden ? told.dataset[entries ? "none" : "wait"] : "");
    told.textContent = list.hidden ? search.validationMessage : told.dataset.count.replace("{}", found.length);
    point(list.hidden ? -1 : 0);
  };

  search.addEventListener("input", find);
  search.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || list.hidden) return;
    event.preventDefault();
    point((at + step + shown.length) % shown.length);
  });
  list.addEventListener("click", ({ target }) => {
    point([...list.children].indexOf(target.closest("li")));
    dialog.querySelector("[value=ok]").click();
  });
  entries = Object.entries(await PAGES).flatMap(([kind, all]) => all.map(([name, title, address]) => {
    const label = [title, dialog.dataset[kind]].filter(Boolean).join(" – ");
    return { title, address, label, text: `${label} ${name}`.toLowerCase() };
  }));
  find();
}

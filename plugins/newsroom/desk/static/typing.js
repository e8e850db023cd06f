// While somebody types: keeps the text, shows the page of it, and says at each field what is wrong.
import { startFrame } from "./frame.js";

// Milliseconds after the last key until the page is asked for, and then until the messages are.
const PAUSE = 20, QUIET = 350;

export function startTyping(desk) {
  const form = desk.querySelector("[data-entry]");
  const words = desk.dataset;
  const { refresh, show } = startFrame(desk);
  const tab = `skrivepult ${crypto.randomUUID()}`;
  navigator.locks.request(tab, () => new Promise(() => {})); // until the tab is closed
  const kept = () => `${tab} ${form.action}`; // saved, a new entry has another address
  let typing, quiet, isSending, isWaiting; // two timers, since an answer begins the second while keys are pressed
  let last = Promise.resolve(); // one request after the other: the server merges them in that order

  const say = (text) => form.querySelector("[data-state]").replaceChildren(text);
  const fields = () => new URLSearchParams(new FormData(form));
  // The token of the server is not for the browser to keep.
  const typed = () => {
    const params = fields();
    params.delete("token");
    return String(params);
  };

  const send = (op) => {
    clearTimeout(quiet);
    if (isSending) { isWaiting = true; return; }
    isSending = true;
    last = last.then(() => ask(op));
  };
  const ask = async (op) => {
    try {
      const [sent, body] = [typed(), fields()];
      const isNewest = () => typed() === sent; // after a save, the form has another version
      body.set("op", op);
      const answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body });
      if (!answer.ok) throw new Error(await answer.text());
      const news = await answer.json();
      if (localStorage.getItem(kept()) === sent) localStorage.removeItem(kept());
      if (op === "page") {
        const [dates, at] = [desk.querySelector("[data-dates]"), document.activeElement];
        const next = Object.assign(dates.cloneNode(), { innerHTML: news.dates });
        const isAt = dates.contains(at);
        if (!dates.isEqualNode(next)) dates.replaceChildren(...next.childNodes);
        if (isAt) twin(at)?.focus({ preventScroll: true }); // the next Enter presses what it would have
        if (news.is_page) { refresh(); show(news); }
        if (news.is_typed && isNewest()) say(words.typed);
      } else if (isNewest()) tell(form, news);
    } catch (fault) {
      say(fault instanceof TypeError ? words.lost : fault.message);
    }
    isSending = false;
    if (isWaiting) { isWaiting = false; send("page"); } else if (op === "page") quiet = setTimeout(send, QUIET, "");
  };

  form.addEventListener("input", () => {
    localStorage.setItem(kept(), typed());
    clearTimeout(typing);
    typing = setTimeout(send, PAUSE, "page");
  });
  form.addEventListener("change", () => form.dispatchEvent(new Event("input")));

  // A message or a picture above moves what has the focus.
  new ResizeObserver(() => form.querySelector(":focus")?.scrollIntoView({ block: "nearest" })).observe(form);

  // The form of the answer takes the place of the one that is shown.
  const press = async (op, from) => {
    const sent = fields();
    const before = String(sent);
    sent.set("op", op);
    try {
      const answer = await fetch(form.action, { method: "POST", body: sent });
      const html = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = html.querySelector("[data-entry]");
      if (!next) throw new Error(html.body.textContent);
      // What was typed while waiting is sent along.
      const isTyped = String(fields()) !== before;
      if (isTyped && !answer.redirected) return press(op, from);
      localStorage.removeItem(kept());
      form.action = next.getAttribute("action");
      if (answer.redirected) history.replaceState(null, "", answer.url.replace("&lagret=1", ""));
      if (isTyped) return form.dispatchEvent(new Event("input"));
      const at = document.activeElement;
      const unfolded = [...form.querySelectorAll("details[open] > summary + *")].map((part) => part.id || part.querySelector("[id]")?.id);
      form.replaceChildren(...next.childNodes);
      for (const id of unfolded) document.getElementById(id)?.closest("details").setAttribute("open", "");
      desk.querySelector("[data-dates]").replaceChildren(...html.querySelector("[data-dates]").childNodes);
      desk.dispatchEvent(new CustomEvent("form-replaced"));
      refresh();
      focus(form, at === from ? op : "save", at); // who has gone on to a field or a button stays there
      if (op === "save" && answer.redirected) say(words.saved);
    } catch (fault) {
      say(fault instanceof TypeError ? words.lost : fault.message);
    }
  };

  desk.addEventListener("submit", (event) => {
    const op = event.submitter?.value || "save";
    if (op === "discard") return; // the other buttons leave people where they are
    event.preventDefault();
    clearTimeout(typing);
    clearTimeout(quiet);
    if (op === "save") say(""); // what is there may be of the save before
    const from = document.activeElement;
    // The answer to an earlier button may have put a new one, with the same value, in its place.
    last = last.then(() => press(op, document.activeElement.value === from.value ? document.activeElement : from));
  });

  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      form.requestSubmit(form.querySelector('[value="save"]'));
    }
  });

  // What a crashed server did not get, of tabs that are closed.
  const resend = async (key) => {
    const sent = new URLSearchParams(localStorage.getItem(key));
    sent.set("token", desk.dataset.token);
    if ((await fetch(form.action, { method: "POST", body: sent })).ok) return !localStorage.removeItem(key);
  };
  navigator.locks.query().then(async ({ held }) => {
    const left = Object.keys(localStorage).filter((key) => key.startsWith("skrivepult ")
      && key.endsWith(` ${form.action}`) && !held.some(({ name }) => key.startsWith(`${name} `)));
    if ((await Promise.all(left.map(resend))).includes(true)) location.reload();
    else send("page");
  });
}

// Shows the calendar entry, and messages at their controls, and takes away those that are no longer true.
function tell(form, { messages, own, calendar }) {
  for (const list of form.querySelectorAll(".faults:not(.own)")) {
    document.getElementById(list.id.replace(/-faults$/, ""))?.removeAttribute("aria-invalid");
    list.remove();
  }
  const lines = calendar.map((line) => Object.assign(document.createElement("li"), { textContent: line }));
  document.querySelector("[data-calendar]").replaceChildren(...lines);
  const top = form.querySelector("[data-own]");
  top.innerHTML = own;
  for (const [name, told] of Object.entries(messages)) {
    const control = document.getElementById(name) ?? form.querySelector(`[data-field="${CSS.escape(name)}"]`);
    const list = Object.assign(document.createElement("ul"), { innerHTML: told, id: `${name}-faults` });
    if (!control) { top.append(...list.children); continue; }
    const isWrong = list.querySelector("li:not(.advice)");
    list.className = isWrong ? "faults" : "faults advice";
    if (control.matches("fieldset")) control.querySelector("legend").after(list);
    else control.before(list);
    if (isWrong && !control.matches("fieldset")) control.setAttribute("aria-invalid", "true");
    const described = (control.getAttribute("aria-describedby") ?? "").split(" ");
    control.setAttribute("aria-describedby", [...new Set([list.id, ...described])].join(" ").trim());
  }
}

// What has come in the place of an element: with its id, with its value, or else just like it.
function twin(at) {
  const isTwin = (one) => (at.id ? one.id === at.id : at.value ? one.value === at.value : one.isEqualNode(at));
  return [...document.querySelectorAll(`main ${at.localName}:not(.default)`)].find(isTwin);
}

// Moves the focus to what the button was about, so that nobody has to search for it.
function focus(form, op, at) {
  const [verb, path] = op.split(":");
  if (verb === "save") {
    const same = twin(at) ?? form.querySelector("button.main");
    same.focus({ preventScroll: true });
    if (at.selectionStart != null) same.setSelectionRange?.(at.selectionStart, at.selectionEnd);
    return;
  }
  const last = (selector) => [...form.querySelectorAll(selector)].at(-1);
  if (verb === "correct") return last('[id^="f.corrections."][id$=".text"]')?.focus();
  const added = verb === "add" ? last(`[id^="f.${CSS.escape(path)}."][id$="-row"]`)?.querySelector("input, textarea, select") : null;
  const fault = verb === "mend" ? form.querySelector(".faults button") : null;
  const date = document.getElementById(`date-${path}`)?.querySelector("a, button");
  // A row that was moved, else the one in the place of a row that was removed, or before it.
  const [, list = path, number] = path?.match(/(.*)\.(\d+)$/) ?? [];
  const to = `${list}.${Number(number) + ({ up: -1, down: 1 }[verb] ?? 0)}`;
  const near = [`${verb}:${to}`, `up:${to}`, `down:${to}`, op, `remove:${list}.${number - 1}`, `add:${list}`, "save"];
  const buttons = near.map((value) => form.querySelector(`button[value="${CSS.escape(value)}"]:not(.default)`));
  (added ?? fault ?? date ?? buttons.find(Boolean))?.focus();
}

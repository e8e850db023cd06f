// While somebody types: keeps the text, shows the page of it, and says at each field what is wrong.
import { startFrame } from "./frame.js";
import { post, postForData, Told, wordsOf } from "./parts.js";

// Milliseconds after the last key until the page is asked for, and then until the messages are.
const PAUSE = 20, QUIET = 350;

export function startTyping(desk) {
  const form = desk.querySelector("[data-entry]");
  const { refresh, show } = startFrame(desk);
  const tab = `skrivepult ${crypto.randomUUID()}`;
  navigator.locks.request(tab, () => new Promise(() => {})); // until the tab is closed
  const kept = () => `${tab} ${form.action}`; // saved, a new entry has another address
  let typing, quiet, isSending, isWaiting; // two timers, since an answer begins the second while keys are pressed
  let last = Promise.resolve();

  const say = (text) => form.querySelector("[data-state]").replaceChildren(text);
  const fields = () => new URLSearchParams(new FormData(form));
  // The token of the server is not for the browser to keep.
  const typed = () => {
    const params = fields();
    params.delete("token");
    return String(params);
  };

  // One request after the other: the server merges them in that order.
  const queue = (work) => (last = last.then(work).catch((fault) => say(wordsOf(fault))));
  const send = async (op) => {
    clearTimeout(quiet);
    if (isSending) { isWaiting = true; return; }
    isSending = true;
    await queue(() => ask(op));
    isSending = false;
    if (isWaiting) { isWaiting = false; send("page"); } else if (op === "page") quiet = setTimeout(send, QUIET, "");
  };
  const ask = async (op) => {
    const [sent, body] = [typed(), fields()];
    const isNewest = () => typed() === sent; // after a save, the form has another version
    body.set("op", op);
    const news = await postForData(form.action, body, desk.dataset.lost);
    if (localStorage.getItem(kept()) === sent) localStorage.removeItem(kept());
    if (op === "page") {
      const [dates, at] = [desk.querySelector("[data-dates]"), document.activeElement];
      const next = Object.assign(dates.cloneNode(), { innerHTML: news.dates });
      if (!dates.isEqualNode(next)) dates.replaceChildren(...next.childNodes);
      if (!at.isConnected) twin(at)?.focus({ preventScroll: true }); // the next Enter presses what it would have
      if (news.is_page) { refresh(); show(news); }
      if (news.is_typed && isNewest()) say(desk.dataset.typed);
    } else if (isNewest()) tell(form, news);
  };

  form.addEventListener("input", () => {
    localStorage.setItem(kept(), typed());
    clearTimeout(typing);
    typing = setTimeout(send, PAUSE, "page");
  });

  // A message or a picture above moves what has the focus.
  new ResizeObserver(() => form.querySelector(":focus")?.scrollIntoView({ block: "nearest" })).observe(form);

  // The form of the answer takes the place of the one that is shown.
  const press = async (op, from) => {
    const sent = fields();
    const before = String(sent);
    sent.set("op", op);
    const [answer, text] = await post(form.action, sent, desk.dataset.lost);
    const html = new DOMParser().parseFromString(text, "text/html");
    const next = html.querySelector("[data-entry]");
    if (!next) throw new Told(html.body.textContent);
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
    if (op === "save" && answer.redirected) say(desk.dataset.saved);
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
    queue(() => press(op, document.activeElement.value === from.value ? document.activeElement : from));
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

// Shows the calendar entry, and the messages at their controls.
function tell(form, { messages, own, calendar }) {
  document.querySelector("[data-calendar]").innerHTML = calendar;
  const top = form.querySelector("[data-own]");
  top.innerHTML = own;
  for (const list of form.querySelectorAll(".faults:not(.own)")) {
    const name = list.id.replace(/-faults$/, "");
    list.innerHTML = messages[name] ?? "";
    delete messages[name];
    const isWrong = list.querySelector("li:not(.advice)") !== null;
    list.classList.toggle("advice", !isWrong);
    form.querySelector(`#${CSS.escape(name)}:is(input, textarea, select)`)?.setAttribute("aria-invalid", isWrong);
  }
  // Those of rows that the form does not have.
  top.insertAdjacentHTML("beforeend", Object.values(messages).join(""));
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

// Pictures and documents: chosen or dropped, stored by the desk; the focal point and its crops.
import { made, nameOf, postForData, wordsOf, write } from "./parts.js";

// Stores files until one is refused; says what was done with them, and why one is refused.
export async function send(files, said, credit = "") {
  const got = [];
  said.textContent = said.dataset.sending;
  let fault = "";
  try {
    for (const file of files) {
      const sent = new FormData();
      sent.set("fil", file);
      sent.set("credit", credit);
      got.push(await postForData("/skrivepult/bilder", sent, said.dataset.lost));
    }
  } catch (failed) {
    fault = wordsOf(failed);
  }
  said.textContent = [...got.flatMap((one) => one.said), fault].join(" ").trim();
  return got;
}

export function onDrop(area, take) {
  area.addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  });
  area.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take(event.dataTransfer.files);
  });
}

// A button, and a place to drop a file; `receive` gets what was stored.
function upload(name, of, area, receive) {
  const zone = made(name);
  const [button, chooser, said] = zone.querySelectorAll("[data-choose], [type=file], .said");
  button.lastElementChild.append(nameOf(of));
  const take = async ([file]) => { for (const got of await send([file], said)) receive(got); };
  button.addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => { take(chooser.files); chooser.value = ""; });
  onDrop(area, take);
  return zone;
}

export function addUpload(field) {
  field.after(upload("document", field, field.parentElement, ({ path }) => write(field, path)));
}

export function addPicture(fieldset) {
  const part = (name) => document.getElementById(`${fieldset.dataset.picture}.${name}`);
  const [src, alt, focal, credit] = ["src", "alt", "focal", "credit"].map(part);
  if (![src, alt, focal, credit].every((one) => one?.form)) return;
  const folded = fieldset.querySelector(":scope > details");
  const zone = upload("image", fieldset, fieldset, (got) => {
    if (!credit.value) credit.value = got.credit;
    if (src.value !== got.path) write(focal, "");
    write(src, got.path);
    if (folded) folded.open = true;
    alt.focus();
    alt.select();
  });
  (folded ?? src.closest(".field")).before(zone);
  const show = startPoint(zone, focal);
  // A picture is in images/, or named from the file that is edited.
  const from = () => (src.value.startsWith("images/") ? "" : src.form.parentElement.dataset.file ?? "");
  const showSource = () => show(src.value && new URL(src.value, `http://content/${from()}`).pathname.slice(1));
  showSource();
  src.addEventListener("input", showSource);
}

// The picture with its focal point; the function that is returned shows another picture.
function startPoint(zone, focal) {
  const shown = zone.querySelector("[data-shown]");
  const [picture, marker] = shown.querySelector(".point").children;
  const crops = shown.querySelector("details");
  const sliders = [...shown.querySelectorAll("[type=range]")];
  let path = "", timer;

  const crop = async () => {
    const asked = new URLSearchParams({ path: decodeURI(path), focal: sliders.map(({ value }) => value).join(" ") });
    const cuts = await (await fetch(`/skrivepult/utsnitt?${asked}`)).json();
    crops.querySelector("ul").replaceChildren(...cuts.map((one) => preview(one, picture.src)));
  };
  const place = () => {
    const given = /^\s*(\d{1,3})%? (\d{1,3})%?\s*$/.exec(focal.value) ?? [0, 50, 50];
    sliders.forEach((slider, number) => { slider.value = given[number + 1]; });
    [marker.style.left, marker.style.top] = sliders.map(({ value }) => `${value}%`);
    clearTimeout(timer);
    if (crops.open && path) timer = setTimeout(crop, 100);
  };
  const choose = () => write(focal, sliders.map(({ value }) => `${value}%`).join(" "));

  for (const slider of sliders) slider.addEventListener("input", choose);
  focal.addEventListener("input", place);
  crops.addEventListener("toggle", place);
  picture.addEventListener("click", ({ offsetX, offsetY }) => {
    sliders[0].value = (offsetX / picture.clientWidth) * 100;
    sliders[1].value = (offsetY / picture.clientHeight) * 100;
    crops.open = true;
    choose();
  });
  picture.addEventListener("load", () => { shown.hidden = false; place(); });
  return (next) => {
    path = next;
    shown.hidden = true;
    picture.src = path && `/skrivepult/fil/${path}`;
  };
}

function preview({ label, ...styles }, src) {
  const [item, frame] = ["li", "div"].map((name) => document.createElement(name));
  Object.assign(frame.style, styles, { backgroundImage: `url("${src}")` });
  item.append(frame, label);
  return item;
}

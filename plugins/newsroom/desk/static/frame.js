// The page beside the form.
const sheets = (page) => [...page.querySelectorAll('link[rel="stylesheet"]')].map((link) => link.getAttribute("href")).join(" ");

export function startFrame(desk) {
  const tabs = desk.querySelector("[data-tabs]");
  const holder = desk.querySelector('[data-panel="page"]');
  const shown = holder.querySelector("[data-frame]");
  const dark = tabs.querySelector("[type=checkbox]");
  let number = 0;

  const fit = () => {
    const { value, dataset: { width = 1280 } } = tabs.querySelector("[type=radio]:checked");
    for (const panel of desk.querySelectorAll("[data-panel]")) panel.hidden = panel.dataset.panel !== value;
    const scale = Math.min(1, holder.clientWidth / width);
    Object.assign(shown.style, {
      width: `${width}px`, height: `${holder.clientHeight / scale}px`,
      transform: `scale(${scale})`, transformOrigin: "0 0", colorScheme: dark.checked ? "dark" : "light",
    });
  };

  // The new body takes the place of the one that is shown, so style sheets, pictures and the place stay.
  const refresh = async () => {
    const own = ++number;
    const answer = await fetch(`${desk.dataset.live}?${own}`);
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (own !== number) return;
    const page = shown.contentDocument; // null when a link led to another site
    const isSame = page && answer.url.startsWith(page.URL.split("?")[0]) && sheets(page) === sheets(next);
    if (!isSame) return shown.contentWindow.location.replace(answer.url);
    page.documentElement.lang = next.documentElement.lang;
    page.title = next.title;
    page.body.replaceWith(next.body);
  };

  const show = ({ head }) => {
    for (const name of ["url", "title", "description"]) desk.querySelector(`[data-${name}]`).textContent = head[name] ?? "";
    if (head.picture) desk.querySelector("img[data-picture]").src = new URL(head.picture, location).pathname;
  };

  dark.checked = matchMedia("(prefers-color-scheme: dark)").matches;
  tabs.querySelector('[data-width="390"]').checked = innerWidth < 640;
  tabs.addEventListener("change", fit);
  addEventListener("resize", fit);
  fit();
  return { refresh, show };
}

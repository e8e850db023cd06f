// The page beside the form.
const sheets = (page) => [...page.querySelectorAll('link[rel="stylesheet"]')].map((link) => link.getAttribute("href")).join(" ");

export function startFrame(desk) {
  const tabs = desk.querySelector("[data-tabs]");
  const holder = desk.querySelector('[data-panel="page"]');
  const shown = holder.querySelector("[data-frame]");
  let width = 1280;
  let scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  let number = 0;

  const fit = () => {
    const scale = Math.min(1, holder.clientWidth / width);
    Object.assign(shown.style, {
      width: `${width}px`, height: `${holder.clientHeight / scale}px`,
      transform: `scale(${scale})`, transformOrigin: "0 0", colorScheme: scheme,
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

  tabs.hidden = false;
  tabs.querySelector("[data-scheme]").setAttribute("aria-pressed", String(scheme === "dark"));
  tabs.addEventListener("click", ({ target }) => {
    const tab = target.closest("button");
    if (!tab) return;
    if ("scheme" in tab.dataset) {
      scheme = scheme === "dark" ? "light" : "dark";
      tab.setAttribute("aria-pressed", String(scheme === "dark"));
    } else {
      width = Number(tab.dataset.width ?? width);
      for (const one of tabs.querySelectorAll("[data-show]")) one.setAttribute("aria-pressed", String(one === tab));
      for (const panel of desk.querySelectorAll("[data-panel]")) panel.hidden = panel.dataset.panel !== tab.dataset.show;
    }
    fit();
  });
  if (innerWidth < width / 2) tabs.querySelector('[data-width="390"]').click();
  addEventListener("resize", fit);
  fit();
  return { refresh, show };
}

// Shows the page anew when it has changed, and says why a build failed.
(() => {
  const { view, failed } = document.currentScript.dataset;
  let { edition } = document.currentScript.dataset;
  let asked = 0;
  const notice = document.createElement("details");
  const report = document.createElement("pre");
  const title = document.createElement("summary");
  let events;

  title.textContent = failed;
  notice.append(title, report);
  notice.setAttribute("role", "alert");
  notice.dataset.ofPreview = "";
  notice.open = true;
  // Style by property, since a site's own policy may forbid style elements.
  Object.assign(notice.style, {
    position: "fixed", inset: "auto 0 0 0", zIndex: "2147483646",
    maxHeight: "60vh", overflow: "auto", boxSizing: "border-box", padding: "12px 16px 68px",
    background: "#fff", color: "#10222b", borderBlockStart: "6px solid #96190f",
    font: "16px/1.5 system-ui, sans-serif", boxShadow: "0 0 24px rgb(0 0 0 / 40%)",
  });
  Object.assign(title.style, { fontWeight: "bold", cursor: "pointer" });
  Object.assign(report.style, {
    font: "15px/1.5 ui-monospace, monospace", whiteSpace: "pre-wrap", overflowWrap: "anywhere",
    margin: "8px 0 0", background: "none", color: "inherit",
  });

  // A line that begins with a file is the way to it.
  const told = (line) => {
    const place = line.match(/^content\/(.+?):(\d+)(:\d+)?(?=: )/);
    if (!place) return [line, "\n"];
    const open = document.createElement("a");
    open.textContent = place[0];
    open.href = `/skrivepult/rediger?${new URLSearchParams({ fil: place[1], linje: place[2] })}`;
    Object.assign(open.style, { padding: "8px 0", color: "inherit" });
    return [open, line.slice(place[0].length), "\n"];
  };

  const loaded = (page) => [...page.querySelectorAll("head :is(script[src], link[rel=stylesheet])")]
    .map((one) => one.outerHTML).join("\n");

  // The new body takes the place of the old one: three times as fast as a reload, and nothing moves.
  // Of scripts in the head, only that of the theme may run again on the new body.
  const renew = async () => {
    const number = ++asked;
    const answer = await fetch(location.pathname);
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (number !== asked) return;
    const own = next.querySelector("script[data-edition]");
    const isSame = answer.ok && own && loaded(next) === loaded(document);
    if (!isSame || next.querySelector('head script[src]:not([src*="/enhance."])')) return location.reload();
    edition = own.dataset.edition;
    document.title = next.title;
    next.body.append(...document.querySelectorAll("body > [data-of-preview]"));
    document.body.replaceWith(next.body);
    for (const { src, defer } of document.querySelectorAll("head script[src]")) {
      document.body.append(Object.assign(document.createElement("script"), { src, defer }));
    }
  };

  const tell = (news) => {
    if (news.edition !== edition) {
      if (!view) return location.reload();
      renew();
    }
    report.replaceChildren(...news.report.split("\n").flatMap(told));
    if (news.report) document.body.append(notice);
    else notice.remove();
  };

  // A hidden page lets go of its connection: browsers allow about six to one server.
  const listen = () => {
    events?.close();
    if (document.hidden) return;
    events = new EventSource(`/__preview/events?${new URLSearchParams({ view })}`);
    events.onmessage = (event) => tell(JSON.parse(event.data));
  };

  document.addEventListener("visibilitychange", listen);
  listen();
})();

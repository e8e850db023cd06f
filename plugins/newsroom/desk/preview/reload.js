// Fetches the page anew after a good build, and says why a build failed.
(() => {
  const { edition, view, failed } = document.currentScript.dataset;
  const notice = document.createElement("details");
  const report = document.createElement("pre");
  const title = document.createElement("summary");
  let events;

  title.textContent = failed;
  notice.append(title, report);
  notice.setAttribute("role", "alert");
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

  const tell = (news) => {
    if (news.edition !== edition) return location.reload();
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

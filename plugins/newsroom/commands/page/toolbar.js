// What those who write need beside a page: its file, and what is still to be done.
(() => {
  const bar = document.createElement("div");
  const edit = document.createElement("button");
  const toDo = document.createElement("a");
  const told = document.createElement("span");

  // Style by property, since a site's own policy may forbid style elements.
  Object.assign(bar.style, {
    position: "fixed", inset: "auto 8px 8px auto", zIndex: "2147483647", display: "flex",
    flexWrap: "wrap", gap: "4px", alignItems: "center", maxWidth: "calc(100vw - 16px)",
    font: "15px/1.5 system-ui, sans-serif", color: "#fff",
  });
  const look = {
    minHeight: "44px", boxSizing: "border-box", padding: "10px 12px", border: "0",
    borderRadius: "3px", background: "#00303d", color: "#fff", font: "inherit",
    textDecoration: "none", cursor: "pointer",
  };
  for (const part of [edit, toDo, told]) Object.assign(part.style, look);
  told.style.cursor = "auto";
  told.hidden = true;
  told.setAttribute("role", "status");
  edit.type = "button";
  edit.textContent = "Rediger denne siden";
  toDo.textContent = "Oppgaver";
  toDo.href = "/__preview/oppgaver/";
  bar.append(told, edit, toDo);

  // Opens a file at a line, or the file of an address; reload.js and to-do.js use it too.
  window.openInEditor = async (wanted) => {
    const answer = await fetch("/__preview/edit", {
      method: "POST", headers: { "X-Preview": "1" }, body: JSON.stringify(wanted),
    });
    told.textContent = answer.ok ? (await answer.json()).said : "Filen kunne ikke åpnes.";
    told.hidden = false;
  };

  edit.addEventListener("click", () => openInEditor({ address: decodeURI(location.pathname) }));
  addEventListener("beforeprint", () => { bar.style.display = "none"; });
  addEventListener("afterprint", () => { bar.style.display = "flex"; });
  document.body.append(bar);
  if (location.pathname === toDo.pathname) bar.replaceChildren(told);
})();

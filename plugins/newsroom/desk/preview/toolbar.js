// What those who write need beside a page: the way to its text, and what is still to be done.
(() => {
  const words = document.currentScript.dataset;
  const bar = document.createElement("nav");
  const edit = document.createElement("a");
  const toDo = document.createElement("a");

  // Style by property, since a site's own policy may forbid style elements.
  Object.assign(bar.style, {
    position: "fixed", inset: "auto 8px 8px auto", zIndex: "2147483647", display: "flex",
    flexWrap: "wrap", gap: "4px", alignItems: "center", maxWidth: "calc(100vw - 16px)",
    font: "15px/1.5 system-ui, sans-serif", color: "#fff",
  });
  const look = {
    minHeight: "44px", boxSizing: "border-box", padding: "10px 12px", borderRadius: "3px",
    background: "#00303d", color: "#fff", textDecoration: "none",
  };
  for (const part of [edit, toDo]) Object.assign(part.style, look);
  bar.setAttribute("aria-label", words.name);
  bar.dataset.ofPreview = "";
  edit.textContent = words.edit;
  edit.href = `/skrivepult/rediger?${new URLSearchParams({ adresse: decodeURI(location.pathname) })}`;
  toDo.textContent = words.tasks;
  toDo.href = "/__preview/oppgaver/";
  bar.append(edit, toDo);
  addEventListener("beforeprint", () => { bar.style.display = "none"; });
  addEventListener("afterprint", () => { bar.style.display = "flex"; });
  if (location.pathname !== toDo.pathname) document.body.append(bar);
})();

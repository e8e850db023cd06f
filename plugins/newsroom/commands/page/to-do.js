// Shows the newsroom's to-do list and the advice about its texts, each with the way to its line.
(async () => {
  const headings = {
    "task-deadline": "Frister de neste sju dagene",
    "task-scheduled": "Venter på å bli publisert",
    "task-sign-up": "Kommer, uten påmelding",
    "task-summary": "Kommer, uten ingress",
    "task-image": "Kommer, uten bilde",
    "task-attendance": "Er over, uten oppmøte",
    "task-recap": "Er over, uten en artikkel",
    "task-speaker": "Innledere uten egen side",
    "advice": "Råd om tekstene",
  };
  const make = (name, text, ...inside) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    made.append(...inside);
    return made;
  };
  const item = (one) => {
    const open = make("button", `${one.file}:${one.line}`);
    open.type = "button";
    open.addEventListener("click", () => openInEditor({ file: one.file, line: one.line }));
    return make("li", "", make("div", one.said), open);
  };

  const answer = await fetch("data.json");
  const found = await answer.json();
  const list = document.getElementById("list");
  list.textContent = "";
  for (const [code, heading] of Object.entries(headings)) {
    const group = code === "advice" ? found.advice : found.tasks.filter((one) => one.code === code);
    if (!group.length) continue;
    list.append(make("h2", `${heading} (${group.length})`), make("ul", "", ...group.map(item)));
  }
  document.getElementById("empty").hidden = list.childElementCount > 0;
})();

// Shows the newsroom's to-do list and the advice about its texts, each with the way to its line.
(async () => {
  const make = (name, text, ...inside) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    made.append(...inside);
    return made;
  };
  const item = (one) => {
    const open = make("a", `content/${one.file}:${one.line}`);
    open.href = `/skrivepult/rediger?${new URLSearchParams({ fil: one.file, linje: one.line })}`;
    return make("li", "", make("div", one.said), open);
  };

  const answer = await fetch("data.json");
  const found = await answer.json();
  const list = document.getElementById("list");
  list.textContent = "";
  let last = [];
  for (const [section, heading, tasks] of found.groups) {
    const isNew = section !== last[0];
    if (isNew) list.append(make("h2", section));
    if (isNew || heading !== last[1]) list.append(make("h3", heading));
    list.append(make("ul", "", ...tasks.map(item)));
    last = [section, heading];
  }
  if (found.advice.length) {
    const heading = make("h2", list.dataset.advice.replace("{}", found.advice.length));
    list.append(heading, make("ul", "", ...found.advice.map(item)));
  }
  document.getElementById("empty").hidden = list.childElementCount > 0;
})();

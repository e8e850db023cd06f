// Changes the text of a textarea as typing does: one step that Ctrl+Z takes back.
export function insert(area, text, from = area.selectionStart, to = area.selectionEnd) {
  area.focus();
  area.setSelectionRange(from, to);
  // Old, but the only way that keeps what can be undone.
  document.execCommand(text ? "insertText" : "delete", false, text);
}

// Inserts lines with an empty line before and after; returns where they begin.
export function insertBlock(area, text) {
  const [before, after] = [area.value.slice(0, area.selectionStart), area.value.slice(area.selectionEnd)];
  const lead = before.trim() ? "\n".repeat(2 - Math.min(2, /\n*$/.exec(before)[0].length)) : "";
  const tail = after.trim() ? "\n".repeat(2 - Math.min(2, /^\n*/.exec(after)[0].length)) : "";
  insert(area, lead + text + tail);
  return before.length + lead.length;
}

// Puts marks round what is selected, or takes them away.
export function wrap(area, mark) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const [before, after, size] = [value.slice(0, from), value.slice(to), mark.length];
  // The «*» of «**» is another mark.
  const isWrapped = before.endsWith(mark) && after.startsWith(mark) && (size > 1 || !/(^|[^*])\*\*$/.test(before));
  const [, open, words, close] = /^(\s*)([^]*?)(\s*)$/.exec(value.slice(from, to));
  if (isWrapped) insert(area, open + words + close, from - size, to + size);
  else insert(area, open + mark + words + mark + close);
  const start = isWrapped ? from - size : from + open.length + size;
  area.setSelectionRange(start, start + words.length);
}

// Begins each selected line with a mark, or takes the marks away when all have it.
export function markLines(area, marker) {
  const { value, selectionStart, selectionEnd } = area;
  const own = /^(#{1,6} |[-*+] |\d+[.)] |> )/;
  const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const to = (value + "\n").indexOf("\n", selectionEnd);
  const lines = value.slice(from, to).split("\n");
  const isMarked = lines.every((line, number) => line.startsWith(marker(number)));
  const texts = lines.map((line, number) => (isMarked ? "" : marker(number)) + line.replace(own, ""));
  // A list needs an empty line above it.
  const above = value.slice(0, from).split("\n").at(-2);
  const lead = above && !own.test(above) && !isMarked ? "\n" : "";
  insert(area, lead + texts.join("\n"), from, to);
  if (lines.length > 1) area.setSelectionRange(from + lead.length, area.selectionEnd);
}

// A page is whole without this. It works under a strict policy and in old browsers.
(function (page, now, clipboard) {
  function each(query, use) {
    [].forEach.call(page.querySelectorAll(query), use);
  }
  // What has ended since the build goes. A sample has a clock that stands still.
  if (!page.querySelector(".sample-mark")) {
    each("[data-ends]", function (row) {
      row.hidden = Date.parse(row.getAttribute("data-ends")) <= now;
    });
    each(".event-list", function (list) {
      list.hidden = !list.querySelector(".event-row:not([hidden])");
    });
  }
  if (clipboard) each("[data-copy]", function (at) {
    var field = page.getElementById(at.getAttribute("data-copy"));
    at.hidden = 0;
    at.onclick = function () {
      if (field) field.select();
      clipboard.writeText((field || at).value || at.href).then(function () {
        at.textContent = at.getAttribute("data-done");
      }, function () {});
      return false;
    };
  });
})(document, Date.now(), navigator.clipboard);

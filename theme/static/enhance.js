// A page is whole without this; it works under a strict policy, and in old browsers.
(function (page, now) {
  function each(query, use) {
    [].forEach.call(page.querySelectorAll(query), use);
  }
  // What has ended since the page was built goes. The clock of a sample stands still.
  if (!page.querySelector(".sample-mark")) {
    each("[data-ends]", function (row) {
      row.hidden = Date.parse(row.getAttribute("data-ends")) <= now;
    });
    each(".event-list", function (list) {
      list.hidden = !list.querySelector(".event-row:not([hidden])");
    });
  }
  each("[data-copy]", function (button) {
    var field = page.getElementById(button.getAttribute("data-copy"));
    button.hidden = !navigator.clipboard;
    button.onclick = function () {
      field.select();
      navigator.clipboard.writeText(field.value).then(function () {
        button.textContent = button.getAttribute("data-done");
      }, function () {});
    };
  });
})(document, Date.now());

// Filters a list of situations as somebody types. It knows no language: words that say nothing come
// with the page. Nothing is sent; without this script the list is whole.
(function () {
  "use strict";
  function words(text) {
    var plain = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
    return plain.match(/[\p{L}\p{N}]+/gu) || [];
  }
  function shared(one, other) {
    var at = 0;
    while (at < one.length && at < other.length && one[at] === other[at]) { at += 1; }
    return at;
  }
  // The same word, its beginning, or another form of it: "boards" means "boarding".
  function means(typed, word) {
    if (word.indexOf(typed) === 0) { return true; }
    return typed.length > 4 && shared(typed, word) >= Math.max(4, Math.ceil(typed.length * 0.7));
  }
  function fits(asked, has) {
    return asked.filter(function (typed) {
      return has.some(function (word) { return means(typed, word); });
    }).length;
  }
  function start() {
    var list = document.querySelector("[data-pl-found]");
    var field = document.querySelector(".pl-filter input");
    var told = document.querySelector(".pl-filter__told");
    if (!list || !field || !told) { return; }
    var empty = words(list.getAttribute("data-pl-empty-words"));
    var rows = Array.prototype.map.call(list.querySelectorAll("li"), function (row) {
      return { row: row, has: words(row.textContent) };
    });
    function show() {
      var typed = words(field.value.slice(0, 200));
      var asked = typed.filter(function (one) { return empty.indexOf(one) < 0; });
      asked = asked.length ? asked : typed;
      var scores = rows.map(function (one) { return fits(asked, one.has); });
      var best = asked.length ? Math.max(1, Math.max.apply(null, scores)) : 0;
      var found = 0;
      rows.forEach(function (one, at) {
        one.row.hidden = scores[at] < best;
        found += one.row.hidden ? 0 : 1;
      });
      list.querySelectorAll("section").forEach(function (section) {
        section.hidden = !section.querySelector("li:not([hidden])");
      });
      told.textContent = !asked.length ? "" : found ?
        list.getAttribute("data-pl-found").replace("{number}", String(found)) :
        list.getAttribute("data-pl-none");
      if (asked.length && !found && document.querySelector(".md-search")) {
        // Either search, the theme's and ours, opens with the words of an address.
        var link = document.createElement("a");
        link.href = "?" + new URLSearchParams({ q: field.value.slice(0, 200) });
        link.textContent = list.getAttribute("data-pl-search");
        told.append(" ", link);
      }
    }
    field.addEventListener("input", show);
    field.value = new URLSearchParams(location.search).get("happening") || "";
    show();
  }
  if (document.readyState === "loading") { document.addEventListener("DOMContentLoaded", start); }
  else { start(); }
})();

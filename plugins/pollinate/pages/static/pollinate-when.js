// Filters a list of situations as somebody types. It knows no language: words that say nothing come
// with the page. Nothing is sent; without this script the list is whole.
(function () {
  "use strict";
  // How much of what the best row says may be missing from another that is shown.
  var NEARLY = 0.65;
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
    if (word.indexOf(typed) === 0 || (word.length > 3 && typed.indexOf(word) === 0)) {
      return true;
    }
    return typed.length > 4 && shared(typed, word) >= Math.max(4, Math.ceil(typed.length * 0.7));
  }
  // Which rows fit best: those with most of the words, and of these the ones with the rare words,
  // since one that stands in many situations tells least.
  function fits(asked, rows) {
    var found = rows.map(function () { return { count: 0, rare: 0 }; });
    asked.forEach(function (typed) {
      var at = rows.map(function (one, n) { return n; }).filter(function (n) {
        return rows[n].has.some(function (word) { return means(typed, word); });
      });
      var rare = Math.log((rows.length + 1) / (at.length || 1));
      at.forEach(function (n) { found[n].count += 1; found[n].rare += rare; });
    });
    function most(all, key) {
      return all.reduce(function (best, one) { return Math.max(best, one[key]); }, 0);
    }
    var count = most(found, "count");
    var first = found.filter(function (one) { return one.count === count; });
    var rare = most(first, "rare");
    return found.map(function (one) {
      return !asked.length || (count > 0 && one.count === count && one.rare >= rare * NEARLY);
    });
  }
  // What is known of a lesson from its use names teams and people: that is no situation.
  function said(row) {
    var own = row.cloneNode(true);
    own.querySelectorAll(".pl-evidence").forEach(function (one) { one.remove(); });
    return own.textContent;
  }
  function start() {
    var list = document.querySelector("[data-pl-found]");
    var field = document.querySelector(".pl-filter input");
    var told = document.querySelector(".pl-filter__told");
    if (!list || !field || !told) { return; }
    var empty = words(list.getAttribute("data-pl-empty-words"));
    var rows = Array.prototype.map.call(list.querySelectorAll("li"), function (row) {
      // A word that says nothing is not meant either: "theres" is not "there".
      var has = words(said(row)).filter(function (one) { return empty.indexOf(one) < 0; });
      return { row: row, has: has };
    });
    function show() {
      var asked = words(field.value.slice(0, 200)).filter(function (one) {
        return empty.indexOf(one) < 0;
      });
      var fit = fits(asked, rows);
      var found = 0;
      rows.forEach(function (one, at) {
        one.row.hidden = !fit[at];
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

// A reader's own ticks on the steps of a trail. They stay in this browser: nothing is sent, counted
// or shown to others.
(function () {
  "use strict";
  function remembered(key) {
    try { return JSON.parse(localStorage.getItem(key)) || {}; } catch (error) { return {}; }
  }
  function tick(list) {
    var key = "pollinate-trail:" + list.getAttribute("data-pl-trail");
    var ticks = remembered(key);
    list.querySelectorAll("[data-pl-step]").forEach(function (step) {
      var name = step.getAttribute("data-pl-step");
      var title = step.querySelector("a");
      if (step.querySelector(".pl-tick") || !title) { return; }
      var label = document.createElement("label");
      var box = document.createElement("input");
      label.className = "pl-tick";
      box.type = "checkbox";
      box.checked = ticks[name] === 1;
      box.addEventListener("change", function () {
        if (box.checked) { ticks[name] = 1; } else { delete ticks[name]; }
        try {
          localStorage.setItem(key, JSON.stringify(ticks));
        } catch (error) { /* A full or closed store forgets. */ }
      });
      label.appendChild(box);
      label.appendChild(document.createTextNode(" " + list.getAttribute("data-pl-done")));
      step.appendChild(label);
    });
  }
  function start() { document.querySelectorAll("[data-pl-trail]").forEach(tick); }
  if (window.document$ && window.document$.subscribe) { window.document$.subscribe(start); }
  else if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  }
  else { start(); }
})();
// The menu of a narrow screen: a button in the place of a sign that no keyboard finds. The keyboard
// goes into the menu as it opens, finds nothing behind it, and is at the button when Escape or a
// second press closes it.
(function () {
  "use strict";
  var menu, button;
  function opened() {
    document.querySelectorAll(".md-content, .md-sidebar--secondary, .md-footer")
      .forEach(function (part) { part.inert = menu.checked && button.offsetWidth > 0; });
    button.setAttribute("aria-expanded", String(menu.checked));
    // What leads back from an inner list of the menu, which lies over the outer ones.
    document.querySelectorAll(".md-sidebar--primary label.md-nav__title[for^=__nav]")
      .forEach(function (back) {
        if (menu.checked) { back.tabIndex = 0; } else { back.removeAttribute("tabindex"); }
      });
    if (!menu.checked) { return; }
    var open = document.querySelectorAll(".md-sidebar--primary .md-nav__toggle:checked ~ .md-nav");
    var inner = open[open.length - 1] || document.querySelector(".md-sidebar--primary");
    var first = inner.querySelector("label[tabindex], a[href]");
    if (first) { first.focus(); }
  }
  function start() {
    menu = document.getElementById("__drawer");
    var sign = document.querySelector("label.md-header__button[for=__drawer]");
    var named = document.querySelector(".md-nav--primary");
    if (!menu || !sign || !named) { return; }
    button = document.createElement("button");
    button.type = "button";
    button.className = sign.className + " pl-menu";
    button.setAttribute("aria-label", named.getAttribute("aria-label"));
    button.append.apply(button, sign.childNodes);
    button.addEventListener("click", function () { menu.click(); });
    sign.replaceWith(button);
    menu.addEventListener("change", opened);
    opened();
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !menu.checked || !button.offsetWidth) { return; }
      menu.click();
      button.focus();
    });
    matchMedia("(min-width: 76.25em)").addEventListener("change", opened);
  }
  if (document.readyState === "loading") { document.addEventListener("DOMContentLoaded", start); }
  else { start(); }
})();

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
    var note = document.createElement("p");
    note.className = "pl-meta pl-ticks";
    note.textContent = list.getAttribute("data-pl-note");
    if (!list.parentNode.querySelector(".pl-ticks")) { list.parentNode.insertBefore(note, list); }
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

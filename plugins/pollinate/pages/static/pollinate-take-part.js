// Composes a file from a form, in the browser and nowhere else: nothing is sent before the reader
// sends it. Which answer becomes what is said by the page's plan (contribute/forms.py), so that
// this script knows no form by itself. Quoting is that of contribute/templates.py.
(function () {
  "use strict";
  var PLAIN = /^[A-Za-z][A-Za-z0-9_./-]*$/;
  var MEANT = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
  var NAMED = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r" };
  var HIDDEN = /[\p{C}\p{Zl}\p{Zp}"\\]/gu;
  var RESERVED = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

  // What is shown as it is typed, and would show its tags.
  var SENTENCES = ["title", "prose", "lines", "because", "learned"];
  // What content/fields.py calls HTML, and how long a note may be (content/note_schema.py).
  var HTML = /<\/?(?:a|b|br|div|em|i|iframe|img|p|script|span|strong|style|svg)\b[^<]*>/i;
  var LONGEST = 300, LONGEST_NOTE = 10000;

  var UNSEEN = new RegExp("[\\u061c\\u115f\\u1160\\u180e\\u200b\\u200e\\u200f\\u202a-\\u202e" +
    "\\u2060-\\u206f\\u3164\\ufeff\\uffa0]", "g");
  var ROW_BEFORE_LIST = new RegExp("^(?!\\s*(?:[-*+]|\\d{1,9}[.)])\\s)(.*\\S.*)\\n" +
    "(?=\\s*(?:[-*+]|\\d{1,9}[.)])\\s)", "gm");
  var ROW_AFTER_LIST = new RegExp("^(\\s*(?:[-*+]|\\d{1,9}[.)])\\s.*)\\n(?=\\S)" +
    "(?!(?:[-*+]|\\d{1,9}[.)])\\s)", "gm");

  function isAddress(text) {
    try {
      var made = new URL(text.trim());
      return /^https?:$/.test(made.protocol) && made.hostname !== "" && !/\s/.test(text.trim());
    } catch (error) { return false; }
  }
  function escaped(char) {
    if (char in NAMED) { return NAMED[char]; }
    if (char === "\u200d") { return char; }
    var code = char.codePointAt(0), digits = code.toString(16);
    if (code < 0x100) { return "\\x" + digits.padStart(2, "0"); }
    if (code < 0x10000) { return "\\u" + digits.padStart(4, "0"); }
    return "\\U" + digits.padStart(8, "0");
  }
  function quoted(text) { return '"' + text.replace(HIDDEN, escaped) + '"'; }
  function bare(text) {
    return PLAIN.test(text) && MEANT.indexOf(text.toLowerCase()) < 0 ? text : quoted(text);
  }
  // Half a sign, such as of an emoji that was cut: no address and no file can hold it.
  var HALF = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
  function oneLine(text) { return text.replace(/[\s\p{Cc}]+/gu, " ").trim(); }
  // The one choice that a text means: it whole, else the only one that begins with it or holds it.
  function chosen(rows, told) {
    var low = told.toLowerCase();
    var whole = rows.find(function (one) { return one[1] === told || one[0] === told; }) ||
      rows.find(function (one) { return one[1].toLowerCase() === low; });
    if (whole || low.length < 3) { return whole; }
    var begins = rows.filter(function (one) { return one[1].toLowerCase().indexOf(low) === 0; });
    if (begins.length) { return begins.length === 1 ? begins[0] : undefined; }
    var holds = rows.filter(function (one) { return one[1].toLowerCase().indexOf(low) >= 0; });
    return holds.length === 1 ? holds[0] : undefined;
  }

  // What is typed is prose: it must not become a link that leads nowhere, or HTML that is removed.
  // Markdown takes a list for one only between blank lines, and no bare address for a link.
  function asMarkdown(text) {
    return text
      .replace(ROW_BEFORE_LIST, "$1\n\n")
      .replace(ROW_AFTER_LIST, "$1\n\n")
      .replace(/(^|\s)(https?:\/\/[^\s<>()[\]"']*[\w/=&#-])(?=[.,;:!?]*(?:\s|$))/gm, "$1<$2>");
  }
  // Each sign that Markdown would take for its own stays what was typed: no line becomes a heading,
  // a rule, a box or a tab, no picture comes from elsewhere, and a backslash is a backslash.
  function literal(text) {
    return asMarkdown(text
      .replace(/\\([\\`*_{}[\]()>#+.!-])/g, "\\\\\\$1")
      .replace(/\\$/gm, "\\\\")
      .replace(/&(?=#?\w{1,31};)/g, "&amp;"))
      .replace(/(?<=\[)\[/g, "\\[")
      .replace(/(?<!\\)\](?!\(https?:\/\/[^\s()<>]{1,2000}\))(?=\s*[(:[])/g, "\\]")
      .replace(/(?<!\\)!(?=\[)/g, "\\!")
      .replace(/(?<!\\)\{/g, "\\{")
      .replace(/(?<!\\)`/g, "\\`")
      .replace(/(?<![\\_])__(?=\w)|(?<=[^\W_])__(?!_)/g, "\\_\\_")
      .replace(/<(?!https?:\/\/[^\s<>]{1,2000}>)/g, "&lt;")
      .replace(/^([ \t]*)#/gm, "$1\\#")
      .replace(/^([ \t]*)([-*_])(?=(?:[ \t]*\2)*[ \t]*$)/gm, "$1\\$2")
      .replace(/^([ \t]*)=(?==*[ \t]*$|==[!+]?[ \t])/gm, "$1&#61;")
      .replace(/^([ \t]*)!(?=!![ \t])/gm, "$1\\!")
      .replace(/^([ \t]*)\?(?=\?\?\+?[ \t])/gm, "$1&#63;")
      .replace(/^([ \t]*):(?=::[ \t])/gm, "$1&#58;")
      .replace(/^([ \t]*\d{3,9})(?=[.)][ \t])/gm, "$1\\")
      .replace(/\n{3,}/g, "\n\n");
  }
  var ITEM = /^ *(?:[-*+]|\d{1,9}[.)]) /;
  // A fence of its own, or within an item or a quotation: its signs stand before each row.
  var FENCE = /^([ >]*)(`{3,}|~{3,})([^\n`]*)\n([^]*?)^[ >]*\2[`~]* *$/gm;
  var SPAN = new RegExp("(?<!`)(?:(`{1,2})(?!`)(?:(?!\\n *\\n)[^]){0,2000}?[^`]\\1|" +
    "(`{3,})(?!`)[^\\n]{0,2000}?[^`\\n]\\2)(?!`)", "g");
  // Where a line of four blanks would be code, it says so: below a list it belongs to its item.
  function fenced(text) {
    var rows = [], code = false, blank = true, list = false, item = false;
    text.split("\n").forEach(function (row) {
      var bare = !row.trim(), deep = row.startsWith("    ") && !bare;
      if (code && !deep && !bare) {
        while (!rows[rows.length - 1].trim()) { rows.pop(); }
        rows.push("```");
        code = false;
      }
      if (deep && blank && !list && !code) { rows.push("```"); code = true; }
      if ((blank || item) && !bare && !/^ /.test(row)) { list = false; }
      item = ITEM.test(row) && !code;
      list = list || item;
      rows.push(code && deep ? row.slice(4) : row);
      blank = bare;
    });
    return code ? rows.concat("```").join("\n") : rows.join("\n");
  }
  // Calls `other` on what stands between the matches, and `found` on these.
  function between(text, pattern, other, found) {
    var made = "", at = 0;
    Array.from(text.matchAll(pattern)).forEach(function (match) {
      made += other(text.slice(at, match.index)) + found(match);
      at = match.index + match[0].length;
    });
    return made + other(text.slice(at));
  }
  function withSpans(text) {
    return between(text, SPAN, literal, function (match) {
      return match[0].replace(/\n/g, " ");
    });
  }
  // Code stays letter by letter. Signs that nobody sees, or that turn the writing around, are left
  // out.
  function prose(text) {
    var plain = text
      .replace(/\r\n?/g, "\n")
      .replace(/[^\n\t\P{Cc}]/gu, "")
      .replace(UNSEEN, "")
      .replace(/\t/g, "    ");
    plain = between(plain, FENCE, fenced, function (match) { return match[0]; });
    return between(plain, FENCE, function (part) {
      return withSpans(part.replace(/^\n+|\n+$/g, ""));
    }, function (match) {
      var before = match[1], lang = match[3].trim().match(/^[\w+#.-]*/)[0];
      var gap = before.indexOf(">") < 0 ? "\n\n" : "\n";
      if (!/^ {0,3}$/.test(before)) { return gap + match[0] + gap; }
      var rows = match[4].split("\n"), deep = rows.every(function (row) {
        return !row.trim() || row.startsWith(before);
      });
      var code = deep ? rows.map(function (row) { return row.slice(before.length); }).join("\n")
        : match[4];
      return "\n\n" + match[2] + lang + "\n" + code + match[2] + "\n\n";
    }).trim();
  }
  // As disks take a name: sixty letters at most, and a hundred and fifty bytes.
  function shortened(name) {
    var letters = Array.from(name), most = 0, bytes = 0, coder = new TextEncoder();
    while (most < letters.length && most < 60) {
      bytes += coder.encode(letters[most]).length;
      if (bytes > 150) { break; }
      most += 1;
    }
    if (most === letters.length) { return name; }
    while (most && /\p{M}/u.test(letters[most])) { most -= 1; }
    var whole = letters.slice(0, most + 1).join(""), end = whole.lastIndexOf("-");
    return end > 0 ? whole.slice(0, end) : letters.slice(0, most).join("");
  }
  function slug(text) {
    // Latin letters lose their accents; a mark on any other is a part of the word.
    var bare = text.replace(/[\p{Cf}'\u2019\ufe00-\ufe0f\u20e3]/gu, "");
    var plain = bare.normalize("NFC").replace(/\p{Script=Latin}\p{M}*/gu, function (one) {
      return one.normalize("NFKD").replace(/\p{M}/gu, "");
    }).toLowerCase().normalize("NFC");
    var runs = plain.replace(/[^\p{L}\p{N}\p{M}]+/gu, "-").replace(/^[-\p{M}]+|-+$/gu, "");
    var cut = shortened(runs);
    return RESERVED.test(cut) ? cut + "-lesson" : cut;
  }
  function random() {
    var bytes = crypto.getRandomValues(new Uint8Array(3));
    return Array.from(bytes, function (one) { return one.toString(16).padStart(2, "0"); }).join("");
  }
  function today() {
    var now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(function (part) {
      return String(part).padStart(2, "0");
    }).join("-");
  }
  function relative(from, to) {
    var here = from.split("/").slice(0, -1), there = to.split("/");
    while (here.length && there.length > 1 && here[0] === there[0]) {
      here.shift();
      there.shift();
    }
    return here.map(function () { return ".."; }).concat(there).join("/");
  }
  // A note about a note takes over its subject, not its day and mark.
  function subject(about) {
    var parts = about.split("/"), name = parts.pop().replace(/\.[^.]*$/, "");
    if (/^(index|readme)$/i.test(name) && parts.length) { name = parts.pop(); }
    return name.replace(/^\d{4}-\d{2}-\d{2}-/, "").replace(/-[0-9a-f]{6}$/, "");
  }

  function Form(part) {
    this.part = part;
    this.form = part.querySelector("form");
    this.plan = JSON.parse(part.getAttribute("data-pl-plan"));
    this.result = part.querySelector("[data-pl-result]");
    this.said = part.querySelector("[data-pl-said]");
    this.key = "pollinate-draft:" + this.plan.way;
    this.mark = random();
  }
  Form.prototype.list = function (name) {
    var found = [];
    this.part.querySelectorAll('[data-pl-list="' + name + '"] > li').forEach(function (row) {
      found.push([row.getAttribute("data-pl-value"), row.querySelector("span").textContent.trim()]);
    });
    return found;
  };
  Form.prototype.inputs = function (field) {
    return Array.from(this.form.querySelectorAll('[name="' + field.name + '"]'));
  };
  Form.prototype.typed = function (field) {
    return this.inputs(field).filter(function (one) {
      return one.type !== "radio" || one.checked;
    }).map(function (one) { return one.value.replace(HALF, "\uFFFD"); });
  };
  // Answers as they stand in the file; what can't be one is a problem.
  Form.prototype.answers = function (field) {
    var self = this, known = field.of ? this.list(field.of) : [];
    return this.typed(field).map(function (text) {
      var told = oneLine(text);
      if (!field.of || !told) { return { value: text.trim() ? text : "" }; }
      var match = field.of === "people" || field.free ? known.find(function (one) {
        return one[1].toLowerCase() === told.toLowerCase() || one[0] === told;
      }) : chosen(known, told);
      if (match) { return { value: match[0] }; }
      if (field.free || (field.of === "people" && told.indexOf("@") < 0)) {
        return { value: told };
      }
      if (/^[^\s]+\.(md|markdown)$/.test(told)) { return { value: told }; }
      return { value: "", problem: self.plan.words.choose };
    }).filter(function (one) { return one.value || one.problem; });
  };
  Form.prototype.problems = function (all) {
    var self = this, found = [];
    this.plan.fields.forEach(function (field) {
      var given = all[field.name];
      var wrong = given.find(function (one) { return one.problem; });
      if (wrong) { found.push([field, wrong.problem]); }
      else if (field.needed && !given.some(function (one) { return prose(one.value); })) {
        found.push([field, self.plan.words.needed]);
      }
      else if (field.how === "number" && given.length && !/^[1-9]\d{0,2}$/.test(given[0].value)) {
        found.push([field, self.plan.words.number]);
      }
      else if (field.how === "body" && self.plan.kind && given.length &&
        prose(given[0].value).length > LONGEST_NOTE) {
        found.push([field, self.plan.words["note-too-long"]]);
      }
      else if (field.how === "url" && given.length && !isAddress(given[0].value)) {
        found.push([field, self.plan.words.address]);
      }
      else if (SENTENCES.indexOf(field.how) >= 0) {
        var rows = given.map(function (one) { return one.value; }).join("\n").split("\n");
        if (rows.some(function (row) { return oneLine(row).length > LONGEST; })) {
          found.push([field, self.plan.words["too-long"]]);
        }
        else if (rows.some(function (row) { return HTML.test(row); })) {
          found.push([field, self.plan.words.html]);
        }
      }
    });
    return found;
  };
  Form.prototype.values = function () {
    var all = {}, self = this;
    this.plan.fields.forEach(function (field) { all[field.name] = self.answers(field); });
    return all;
  };
  Form.prototype.path = function (all) {
    var plan = this.plan, about = "", title = "", topic = "", day = today();
    plan.fields.forEach(function (field) {
      var value = all[field.name].length ? all[field.name][0].value : "";
      if (field.how === "target") { about = value; }
      if (field.how === "title") { title = value; }
      if (field.how === "topic") { topic = value; }
    });
    var name = title ? slug(title) : slug(subject(about));
    if (plan.people && about.indexOf(plan.people + "/") === 0) { name = ""; }
    if (title && !name) { name = plan.way + "-" + this.mark; }
    topic = topic.split("/").map(slug).filter(Boolean).join("/") || "topic";
    return plan.path
      .replace("{year}", day.slice(0, 4)).replace("{day}", day)
      .replace("{topic}", topic).replace("{name}", name || plan.kind || "note")
      .replace("{mark}", this.mark);
  };
  Form.prototype.compose = function (all) {
    var plan = this.plan, lines = [], body = [], learned = [], path = this.path(all);
    plan.fields.forEach(function (field) {
      var given = all[field.name].map(function (one) { return one.value; });
      var first = given.length ? given[0] : "";
      var text = prose(first);
      switch (field.how) {
      case "title":
      case "prose":
      case "url":
        if (oneLine(first)) { lines.push(field.key + ": " + quoted(oneLine(first))); }
        break;
      case "word":
      case "number":
        if (first) { lines.push(field.key + ": " + first); }
        break;
      case "target":
        if (first && plan.path) { lines.push(field.key + ": " + bare(first)); }
        else if (first) { body.push(field.heading + ": " + first); }
        break;
      case "lines": {
        var rows = first.split("\n").map(oneLine).filter(Boolean);
        if (rows.length) {
          lines.push(field.key + ":");
          rows.forEach(function (row) { lines.push("  - " + quoted(row)); });
        }
        break;
      }
      case "names":
        lines.push(field.key + ":");
        given.map(oneLine).forEach(function (name) { lines.push("  - " + bare(name)); });
        break;
      case "learned":
        if (first) {
          var to = field.key === "lesson" ? relative(path, first) : oneLine(first);
          learned.push("  - " + field.key + ": " + (field.key === "source" ? quoted : bare)(to));
        }
        this.entry = !!first;
        break;
      case "because":
        if (this.entry && oneLine(first)) {
          learned.push("    because: " + quoted(oneLine(first)));
        }
        break;
      case "steps":
        lines.push("steps:");
        given.forEach(function (one) { lines.push("  - lesson: " + bare(relative(path, one))); });
        break;
      case "section":
        if (text) { body.push(plan.path ? "## " + field.heading : field.heading + ":", text); }
        break;
      case "body":
        body.push(text);
        break;
      }
    }, this);
    if (!plan.path) { return { path: "", text: body.join("\n\n") + "\n" }; }
    if (plan.kind) { lines.push("kind: " + plan.kind); }
    if (learned.length) { lines = lines.concat("learned_from:", learned); }
    var head = lines.length ? "---\n" + lines.join("\n") + "\n---\n\n" : "";
    return {
      path: path,
      text: head + body.join("\n\n") + "\n"
    };
  };

  Form.prototype.address = function (made) {
    var plan = this.plan;
    var path = plan.prefix ? plan.prefix.replace(/\/*$/, "/") + made.path : made.path;
    var parts = path.split("/"), name = parts.pop();
    var folder = parts.map(function (one) { return encodeURIComponent(one) + "/"; }).join("");
    if (!plan.forge) { return { path: path, url: "", fills: false }; }
    var shown = plan.path ? name : this.title();
    var url = plan.forge
      .replace("{path}", function () { return encodeURIComponent(path); })
      .replace("{folder}", function () { return folder; })
      .replace("{file}", function () { return folder + encodeURIComponent(name); })
      .replace("{name}", function () { return encodeURIComponent(shown); });
    var full = url.replace("{text}", function () { return encodeURIComponent(made.text); });
    if (plan.fills && full.length <= plan.longest) {
      return { path: path, url: full, fills: true };
    }
    return { path: path, url: url.replace(/&[^&=]+=\{text\}/, ""), fills: false };
  };
  Form.prototype.title = function () {
    return oneLine(this.part.getAttribute("data-pl-title") || document.title);
  };
  Form.prototype.mail = function (made, path) {
    var named = this.title() + (path ? ": " + path : "");
    var start = "mailto:" + encodeURIComponent(this.plan.mailbox).replace("%40", "@") +
      "?subject=" + encodeURIComponent(named) + "&body=";
    var body = encodeURIComponent(made.text.replace(/\n/g, "\r\n"));
    if ((start + body).length <= this.plan.longestMail) { return start + body; }
    return start + encodeURIComponent(this.plan.words["file-in"]);
  };

  Form.prototype.say = function (words) { this.said.textContent = words; };
  Form.prototype.complain = function (found) {
    var self = this;
    this.form.querySelectorAll("[aria-invalid]").forEach(function (one) {
      one.removeAttribute("aria-invalid");
    });
    this.form.querySelectorAll(".pl-field__problem").forEach(function (one) { one.remove(); });
    found.forEach(function (pair) {
      var inputs = self.inputs(pair[0]), place = inputs[0].closest(".pl-field");
      var inner = place.closest("details");
      if (inner) { inner.open = true; }
      var told = document.createElement("p");
      told.className = "pl-field__problem";
      told.id = "pl-problem-" + pair[0].name;
      told.textContent = pair[1];
      place.appendChild(told);
      inputs.forEach(function (one) {
        one.setAttribute("aria-invalid", "true");
        var about = (one.getAttribute("aria-describedby") || "").replace(told.id, "").trim();
        one.setAttribute("aria-describedby", (about + " " + told.id).trim());
      });
    });
    if (found.length) { this.inputs(found[0][0])[0].focus(); }
  };
  Form.prototype.look = function (made) {
    var shown = this.part.querySelector("[data-pl-look]");
    shown.textContent = "";
    function add(tag, css, text) {
      var one = document.createElement(tag);
      if (css) { one.className = css; }
      one.textContent = text;
      shown.appendChild(one);
    }
    var self = this;
    this.plan.fields.forEach(function (field) {
      self.answers(field).forEach(function (one) {
        if (!one.value) { return; }
        var label = self.part.querySelector('[data-pl-label="' + field.name + '"]');
        var picked = self.inputs(field).find(function (box) {
          return box.type === "radio" && box.checked;
        });
        var words = picked ? picked.parentNode.textContent.trim() : "";
        if (field.how === "title") { add("p", "pl-list__title", oneLine(one.value)); }
        else if (field.how === "section") {
          add("p", "pl-meta", field.key);
          one.value.trim().split(/\n{2,}/).forEach(function (text) { add("p", "", text); });
        }
        else if (field.how === "body") {
          one.value.trim().split(/\n{2,}/).forEach(function (text) {
            add("blockquote", "pl-quote", text);
          });
        }
        else {
          var known = field.of ? self.list(field.of) : [];
          var match = known.find(function (pair) { return pair[0] === one.value; });
          add("p", "pl-meta", (label ? label.textContent.trim() + ": " : "") +
            (words || (match ? match[1] : one.value)));
        }
      });
    });
    var file = this.part.querySelector("[data-pl-file]");
    file.textContent = made.text;
  };
  Form.prototype.show = function (move) {
    var all = this.values(), found = this.problems(all);
    if (move) { this.complain(found); }
    if (found.length) {
      this.result.hidden = true;
      return;
    }
    var made = this.compose(all), where = this.address(made), self = this;
    this.made = made;
    this.look(made);
    this.part.querySelectorAll("[data-pl-path]").forEach(function (one) {
      one.textContent = where.path;
    });
    this.part.querySelectorAll("[data-pl-send]").forEach(function (one) {
      var how = one.getAttribute("data-pl-send");
      if (how === "forge") { one.href = where.url; one.hidden = !where.fills; }
      if (how === "forge-copy") { one.href = where.url; one.hidden = where.fills || !where.url; }
      if (how === "mail") { one.href = self.mail(made, where.path); }
    });
    this.result.hidden = false;
    if (move) { this.result.querySelector("h2").focus(); }
  };
  Form.prototype.copy = function () {
    var self = this, words = this.plan.words;
    function done() { self.say(words.copied); }
    function byHand() {
      var range = document.createRange();
      range.selectNodeContents(self.part.querySelector("[data-pl-file]"));
      var picked = window.getSelection();
      picked.removeAllRanges();
      picked.addRange(range);
      self.part.querySelector("[data-pl-file]").closest("details").open = true;
      self.say(document.execCommand("copy") ? words.copied : words["copy-failed"]);
    }
    if (navigator.clipboard) { navigator.clipboard.writeText(this.made.text).then(done, byHand); }
    else { byHand(); }
  };
  Form.prototype.download = function () {
    var blob = new Blob([this.made.text], { type: "text/markdown;charset=utf-8" });
    var link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = (this.made.path || this.plan.way + ".txt").split("/").pop();
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  };

  Form.prototype.fill = function (field, values) {
    var self = this, known = field.of ? this.list(field.of) : [];
    values.forEach(function (value, at) {
      var match = known.find(function (one) { return one[0] === value; });
      while (field.many && self.inputs(field).length <= at) { self.another(field); }
      self.inputs(field).forEach(function (one, number) {
        if (one.type === "radio") { one.checked = one.value === value; }
        else if (number === at) { one.value = match ? match[1] : value; }
      });
    });
  };
  Form.prototype.another = function (field) {
    var last = this.inputs(field).pop(), next = last.cloneNode(true);
    next.value = "";
    next.removeAttribute("id");
    var label = this.part.querySelector('[data-pl-label="' + field.name + '"]');
    next.setAttribute("aria-label", label.textContent.trim());
    last.parentNode.insertBefore(next, last.nextSibling);
    return next;
  };
  Form.prototype.keep = function () {
    var kept = {}, self = this;
    this.plan.fields.forEach(function (field) { kept[field.name] = self.typed(field); });
    try {
      sessionStorage.setItem(this.key, JSON.stringify(kept));
    } catch (error) { /* A full or closed store forgets. */ }
  };
  Form.prototype.restore = function () {
    var kept = null, self = this, told = false;
    try { kept = JSON.parse(sessionStorage.getItem(this.key)); } catch (error) { kept = null; }
    this.plan.fields.forEach(function (field) {
      var values = kept && Array.isArray(kept[field.name]) ? kept[field.name].map(String) : [];
      if (values.some(Boolean)) { self.fill(field, values); told = true; }
    });
    if (told) { this.say(this.plan.words.draft); }
    this.part.querySelector("[data-pl-again]").hidden = !told;
    var known = new URLSearchParams(window.location.search);
    this.plan.fields.forEach(function (field) {
      var values = known.getAll(field.key || field.name);
      if (values.length && (field.how === "target" || field.how === "names" ||
        field.how === "word")) { self.fill(field, values); }
    });
  };
  Form.prototype.start = function () {
    var self = this;
    // Lists to choose from, as the browser shows them.
    this.part.querySelectorAll("[data-pl-list]").forEach(function (list) {
      var made = document.createElement("datalist");
      made.id = "pl-choices-" + list.getAttribute("data-pl-list");
      self.list(list.getAttribute("data-pl-list")).forEach(function (one) {
        var option = document.createElement("option");
        option.value = one[1];
        made.appendChild(option);
      });
      self.form.appendChild(made);
    });
    this.form.querySelectorAll("[data-pl-of]").forEach(function (input) {
      input.setAttribute("list", "pl-choices-" + input.getAttribute("data-pl-of"));
    });
    this.plan.fields.forEach(function (field) {
      if (!field.many) { return; }
      var add = document.createElement("button");
      add.type = "button";
      add.className = "pl-button";
      add.textContent = self.plan.words.add;
      add.addEventListener("click", function () { self.another(field).focus(); });
      self.inputs(field)[0].closest(".pl-field").appendChild(add);
    });
    this.part.querySelectorAll("[data-pl-plain], .pl-form__list").forEach(function (one) {
      one.hidden = true;
    });
    this.form.hidden = false;
    this.restore();
    // A link that answers all that is needed leads to what is ready to be sent.
    if (window.location.search) { this.show(false); }
    this.form.addEventListener("submit", function (event) {
      event.preventDefault();
      self.show(true);
    });
    this.form.addEventListener("input", function () {
      self.keep();
      if (!self.result.hidden) { self.show(false); }
    });
    this.part.querySelector("[data-pl-again]").addEventListener("click", function () {
      try { sessionStorage.removeItem(self.key); } catch (error) { /* Nothing was kept. */ }
      self.form.reset();
      self.result.hidden = true;
      self.say(self.plan.words.empty);
    });
    this.part.querySelectorAll("[data-pl-send]").forEach(function (one) {
      one.addEventListener("click", function () {
        var how = one.getAttribute("data-pl-send");
        if (how === "copy" || how === "forge-copy") { self.copy(); }
        if (how === "download") { self.download(); }
      });
    });
  };

  function start() {
    document.querySelectorAll("[data-pl-form]").forEach(function (part) {
      if (part.hasAttribute("data-pl-ready")) { return; }
      part.setAttribute("data-pl-ready", "");
      new Form(part).start();
    });
  }
  if (window.document$ && window.document$.subscribe) { window.document$.subscribe(start); }
  else if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  }
  else { start(); }
})();

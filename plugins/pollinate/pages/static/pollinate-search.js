// The search of a garden: takes over the box of the theme's own search, asks Pagefind for each word
// that says something, and shows what answers most of them. What is found is set as text, never as
// HTML. Loaded before the theme's script, which then leaves the box alone. Without it, or where a
// browser can't run it, the theme's own search stays. Must not know: what stands in a document.
(() => {
  "use strict";

  const MOST_LETTERS = 300, MOST_WORDS = 12, LONGEST_WORD = 40, WAIT = 120;
  const SHOWN = 10, PLACES = 2, PREVIEW = 160, BEFORE = 6, AROUND = 28;
  const MOST_BYTES = 220000, A_PAGE = 9;
  const SHORT = 3, BRIEF = 5, LONG = 8, PAIR = 0.5, GUESSED = 0.6;
  const LEVELS = { H3: "question", H4: "answer", H5: "applied" };
  const KINDS = ["lesson", "trail", "person"], BESIDE = 0.5, FORMER = 0.5;
  const NAMED = ["gathering", "trail", "person"];
  const FILTERS = ["topic", "tag", "person", "stage", "level", "outcome"];
  const RANKING = { termFrequency: 0.6, pageLength: 0.3, termSaturation: 1.2, termSimilarity: 2,
    metaWeights: Object.fromEntries(["summary", "byline", "kind", "state", "evidence", "instead",
      "instead_url"].map((name) => [name, 0])) };

  const own = document.currentScript;
  const box = document.querySelector("[data-md-component=search]");
  const form = box && box.querySelector("form[name=search]");
  const input = form && form.querySelector("input[name=query]");
  const toggle = document.querySelector("#__search");
  const output = box && box.querySelector(".md-search-result");
  const runs = typeof WebAssembly === "object" && location.protocol !== "file:";
  if (!own || !input || !toggle || !output || !runs) return;

  const folder = new URL(own.dataset.plSearch, location.href).pathname;
  const root = new URL("..", new URL(folder, location.href)).pathname;
  const language = own.dataset.plLanguage;
  const plain = own.dataset.plPlain;
  let engine = null, asked = 0, timer = 0;
  let words = null, stop = null, number = 1, part = 0, common = {}, say = {};
  const typedAsIs = new Set();

  // The theme's script looks for these names, and must find none.
  for (const one of [box, ...box.querySelectorAll("[data-md-component]")]) {
    one.removeAttribute("data-md-component");
  }
  form.removeAttribute("name");
  box.classList.add("pl-search");

  const made = (name, more = {}, ...inside) => {
    const one = document.createElement(name);
    for (const [key, value] of Object.entries(more)) {
      if (value !== null && value !== undefined) one.setAttribute(key, value);
    }
    one.append(...inside.filter((part) => part !== null));
    return one;
  };
  const told = (key, parts = {}) =>
    (say[key] || "").replace(/\{(\w+)\}/g, (all, name) => (name in parts ? parts[name] : all));
  const cut = (text, most) => (text.length > most ? `${text.slice(0, most).trimEnd()}…` : text);

  const status = output.querySelector(".md-search-result__meta");
  const list = output.querySelector(".md-search-result__list");
  const instead = made("p", { class: "pl-search__instead", hidden: "" });
  const narrow = made("details", { class: "pl-search__filters", hidden: "" });
  const more = made("button", { class: "pl-search__more", type: "button", hidden: "" });
  status.setAttribute("role", "status");
  list.removeAttribute("role");
  status.after(instead, narrow);
  list.after(more);

  // --- words -------------------------------------------------------------------------------------

  const cutIntoWords = (text) =>
    (text.slice(0, MOST_LETTERS).normalize("NFC").toLowerCase().replace(/’/g, "'")
      .match(/[\p{L}\p{M}\p{N}]+(?:'[\p{L}]+)?/gu) || [])
      .map((word) => word.replace(/'s$/, "").slice(0, LONGEST_WORD));

  const tellingOf = (text) => {
    const all = [...new Set(cutIntoWords(text))];
    const telling = all.filter((word) => !stop.has(word));
    return (telling.length ? telling : all).slice(0, MOST_WORDS);
  };

  const often = (word) => (Object.hasOwn(common, word) ? common[word] : 0);

  // The rarest words first, and no more than can be loaded soon: one that stands on most pages of
  // a large garden decides least and weighs most.
  const affordable = (telling) => {
    let left = MOST_BYTES;
    return [...telling].sort((a, b) => often(a) - often(b)).filter((word, n) => {
      left -= Math.max(part, often(word) * A_PAGE);
      return !n || left >= 0;
    });
  };

  const unpacked = (text) => {
    let before = "";
    return (text ? text.split(" ") : []).map((one) => {
      before = before.slice(0, one.charCodeAt(0) - 97) + one.slice(1);
      return before;
    });
  };

  // How many letters were mistaken, left out, put in or swapped (Damerau and Levenshtein).
  const slips = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let last = [], row = Array.from({ length: other.length + 1 }, (_, n) => n), next;
    for (let i = 1; i <= one.length; i += 1, last = row, row = next) {
      next = [i];
      let least = i;
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1] ? 0 : 1;
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + same);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          next[j] = Math.min(next[j], last[j - 2] + 1);
        }
        least = Math.min(least, next[j]);
      }
      if (least > most) return most + 1;
    }
    return row[other.length];
  };

  // Of a few letters, another first one makes another word: who asks for "dead" means no "head".
  const beginsLike = (one, word) =>
    one[0] === word[0] || (one[0] === word[1] && one[1] === word[0]);

  const nearest = (word) => {
    if (word.length <= SHORT || /\d/.test(word)) return "";
    const most = word.length >= LONG ? 2 : 1;
    let best = "", least = most + 1;
    for (const one of [...words, ...stop]) {
      if (word.length <= BRIEF && !beginsLike(one, word)) continue;
      const n = slips(word, one, Math.min(most, least));
      // Of two that are as near, the one that begins the same: a first letter is seldom a slip.
      if (n < least || (n === least && n <= most && best[0] !== word[0] && one[0] === word[0])) {
        [best, least] = [one, n];
      }
    }
    // What was meant may say nothing: "somone" is no word to look for.
    return stop.has(best) ? "" : best;
  };

  // A small word without its last letter: "becaus" begins no other. A word of the garden is none:
  // who asks for a "haven" means no "havent".
  const saysNothing = (word) => word.length >= BRIEF && !words.includes(word)
    && [...stop].some((one) => one.length === word.length + 1 && one.startsWith(word));

  const isBegun = (word) => words.some((one) => one.startsWith(word));

  // --- asking ------------------------------------------------------------------------------------

  const fetched = async (name) => {
    const answer = await fetch(`${folder}${name}.${language}.json`);
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  };

  const load = async () => {
    const [module, helping] = await Promise.all([
      import(`${folder}pagefind.js`), fetched("words"),
    ]);
    words = unpacked(helping.words);
    stop = new Set(helping.stop);
    say = helping.say;
    ({ pages: number, part, common } = helping);
    const made = module.createInstance({
      noWorker: true, basePath: folder, baseUrl: root, ranking: RANKING, excerptLength: 24,
    });
    await made.init();
    return made;
  };
  const ready = () => {
    engine = engine || load().catch((error) => { engine = null; throw error; });
    return engine;
  };

  // A value to narrow down by stands on its pages as a word that nobody writes.
  const allowed = async (pagefind) => {
    const signs = [...narrow.querySelectorAll("select")].map((one) => one.value).filter(Boolean);
    const found = await Promise.all(signs.map((sign) => pagefind.search(`"${sign}"`)));
    const sets = found.map(({ results }) => new Set(results.map((one) => one.id)));
    return (one) => sets.every((ids) => ids.has(one.id));
  };

  const idOf = (one) => one.id;

  // What stands in no place of a page was found in what is only said of it, such as a name.
  const search = async (pagefind, text) =>
    (await pagefind.search(text)).results.filter((one) => one.words.length);

  const answer = async (pagefind, word, changed) => {
    let used = word;
    // In quotation marks only the word itself is found, not the beginning of another.
    if (saysNothing(word)) return [[], 1];
    const exact = often(word) ? null : await search(pagefind, `"${word}"`);
    if (exact && !exact.length && !isBegun(word)) {
      used = typedAsIs.has(word) ? "" : nearest(word);
      if (used) changed.push([word, used]);
    }
    if (!used) return [[], 1];
    const found = await search(pagefind, used);
    // Of few letters many words begin with: "run" is not the beginning of a name.
    const whole = exact && exact.length && word.length <= SHORT ? new Set(exact.map(idOf)) : null;
    return [whole ? found.filter((one) => whole.has(one.id)) : found, used === word ? 1 : GUESSED];
  };

  // Words that follow one another in the question and stand so on a page: what was meant.
  const pairsOf = (text, telling) => {
    const all = cutIntoWords(text);
    return all.slice(1).map((word, n) => [all[n], word])
      .filter((pair) => pair.every((word) => telling.includes(word)) && !pair.every(often));
  };

  // Each word is asked for alone: a page that has most of them, and the rare ones, comes first, and
  // one that a page lacks hides nothing.
  const find = async (text, changed) => {
    const pagefind = await ready();
    const telling = affordable(tellingOf(text)), pages = new Map();
    const count = (results, weight) => {
      const best = (results.length && results[0].score) || 1;
      const rare = weight * Math.log(1 + number / (results.length || 1));
      for (const one of results) {
        const page = pages.get(one.id) || { score: 0, parts: [] };
        page.score += rare * Math.sqrt(one.score / best);
        // Of a pair Pagefind tells some places only: they say that it is there, not where best.
        if (weight !== PAIR || !page.parts.length) page.parts.push(one);
        pages.set(one.id, page);
      }
    };
    const answers = await Promise.all(
      telling.map((word) => answer(pagefind, word, changed)),
    );
    answers.forEach((one) => count(...one));
    for (const pair of pairsOf(text, telling)) {
      count(await search(pagefind, `"${pair.join(" ")}"`), PAIR);
    }
    const may = await allowed(pagefind);
    return [...pages.values()].filter((one) => may(one.parts[0])).sort((a, b) => b.score - a.score);
  };

  // --- showing -----------------------------------------------------------------------------------

  // The words of a page around the first that was found, with those that were found marked.
  const excerptOf = (answers) => {
    const all = answers[0].raw_content.split(" zzq", 1)[0].split(/\s+/);
    const found = new Set(answers.flatMap((one) => one.locations));
    // The title stands above already.
    const { title } = answers[0].meta;
    const own = all.join(" ").startsWith(`${title}. `) ? title.trim().split(/\s+/).length : 0;
    const start = Math.max(own, Math.min(...found) - BEFORE);
    const part = made("span", {}, start > own ? "… " : "");
    all.slice(start, start + AROUND).forEach((word, n) => {
      part.append(found.has(start + n) ? made("mark", {}, word) : word, " ");
    });
    if (all.length > start + AROUND) part.append("…");
    return part;
  };

  // All places of a page that answer, the best first, without its beginning.
  const placesOf = (answers) => {
    const places = new Map();
    for (const one of answers.flatMap((each) => each.sub_results)) {
      if (!one.anchor || one.anchor.id === "pl-narrowed") continue;
      // First how many words of the question stand there, then how much one of them counts.
      const weight = 10 + Math.max(...one.weighted_locations.map((each) => each.weight));
      const place = places.get(one.url) || { ...one, score: 0 };
      place.score += weight;
      places.set(one.url, place);
    }
    return [...places.values()].sort((a, b) => b.score - a.score).slice(0, PLACES);
  };

  // An index has addresses as letters of files: a question mark in one is no question.
  const addressOf = (url) => root + url.split("/").filter((one, n) => n || one)
    .map(encodeURIComponent).join("/");

  const placeRow = (address, place) => {
    const { id, element } = place.anchor;
    const isNote = id.startsWith("note-");
    const kind = isNote ? told(LEVELS[element.toUpperCase()] || "note") : place.title;
    const [, rest] = place.plain_excerpt.split(`${place.title}. `);
    const words = isNote ? cut(place.title, PREVIEW) : `${rest || place.plain_excerpt} …`;
    const href = `${address}#${encodeURIComponent(id)}`;
    const link = made("a", { href }, isNote ? words : kind);
    return made("li", { class: "pl-search__place" }, ...(isNote
      ? [made("span", { class: "pl-meta" }, `${kind}: `), link]
      : [link, made("span", { class: "pl-meta" }, ` ${words}`)]));
  };

  // Who searches looks for a lesson in use first: what a page is, only its data say.
  const standing = (meta) =>
    (KINDS.includes(meta.kind) ? 1 : BESIDE) * (meta.kind === "lesson" && meta.state ? FORMER : 1);

  const rowsOf = async (pages) => {
    const rows = await Promise.all(pages.map(row));
    return rows.sort(([one], [other]) => other - one).map(([, item]) => item);
  };

  // A page as it is shown, after how much it counts.
  const row = async (page) => {
    const answers = await Promise.all(page.parts.map((one) => one.data()));
    const { meta, raw_url: url } = answers[0];
    const address = addressOf(url);
    const kind = NAMED.includes(meta.kind) ? told(`is-${meta.kind}`) : "";
    const states = [kind, meta.state].filter(Boolean).join(", ");
    const title = made("h2", { class: "pl-search__title" },
      made("a", { href: address }, meta.title),
      states ? made("span", { class: "pl-meta" }, ` (${states})`) : null);
    const places = placesOf(answers).map((one) => placeRow(address, one));
    return [page.score * standing(meta), made("li", { class: "pl-search__item" },
      title,
      meta.instead ? made("p", {}, made("a", { href: root + meta.instead_url },
        told("go-to", { title: meta.instead }))) : null,
      meta.byline ? made("p", { class: "pl-meta" }, meta.byline) : null,
      made("p", { class: "pl-search__text" }, meta.summary || excerptOf(answers)),
      meta.evidence ? made("p", { class: "pl-meta" }, meta.evidence) : null,
      places.length ? made("ul", { class: "pl-search__places" }, ...places) : null)];
  };

  const failed = () => {
    status.replaceChildren(own.dataset.plFailed);
    if (plain) status.append(" ", made("a", { href: plain }, own.dataset.plPlainWords));
  };

  const tellInstead = (changed) => {
    instead.hidden = !changed.length;
    instead.replaceChildren(...changed.flatMap(([typed, word]) => {
      const back = made("button", { type: "button" }, told("as-written", { typed }));
      back.addEventListener("click", () => { typedAsIs.add(typed); input.focus(); run(); });
      return [told("instead", { word, typed }), " ", back, " "];
    }));
  };

  const run = async () => {
    const text = input.value.trim(), mine = ++asked;
    remember(text);
    if (!text) {
      list.replaceChildren();
      [instead, narrow, more].forEach((one) => { one.hidden = true; });
      status.replaceChildren(told("typing"));
      return;
    }
    try {
      const changed = [], pages = await find(text, changed);
      const rows = await rowsOf(pages.slice(0, SHOWN));
      if (mine !== asked) return;
      list.replaceChildren(...rows);
      tellInstead(changed);
      narrow.hidden = false;
      const number = pages.length;
      status.replaceChildren(number
        ? told(number === 1 ? "one" : "several", { number })
        : told("none", { question: cut(text, 80) }));
      let next = SHOWN;
      more.textContent = told("more");
      more.hidden = number <= next;
      let onTheWay = false;
      more.onclick = async () => {
        // Who clicks twice must not get the same rows twice, and miss those that follow.
        if (onTheWay) return;
        onTheWay = true;
        try {
          const others = await rowsOf(pages.slice(next, next + SHOWN));
          if (mine !== asked) return;
          list.append(...others);
          next += SHOWN;
          more.hidden = number <= next;
          others[0].querySelector("a").focus();
        } catch (error) {
          if (mine === asked) failed();
        } finally { onTheWay = false; }
      };
    } catch (error) {
      if (mine === asked) { list.replaceChildren(); failed(); }
    }
  };

  // --- narrowing down ----------------------------------------------------------------------------

  const chooser = (name, values) => {
    const choice = made("select", { name }, made("option", { value: "" }, told("any")));
    for (const [value, sign] of values) choice.append(made("option", { value: sign }, value));
    choice.addEventListener("change", run);
    return made("label", {}, made("span", {}, told(name)), choice);
  };

  narrow.addEventListener("toggle", async () => {
    if (!narrow.open || narrow.querySelector("select")) return;
    try {
      const all = await fetched("narrow");
      const inOrder = new Intl.Collator(language).compare;
      narrow.append(...FILTERS.filter((name) => all[name])
        .map((name) => chooser(name, all[name].sort(([a], [b]) => inOrder(a, b)))));
    } catch (error) { failed(); }
  });

  // --- the box -----------------------------------------------------------------------------------

  const remember = (text) => {
    const here = new URL(location.href);
    if (text) here.searchParams.set("q", text.slice(0, MOST_LETTERS));
    else here.searchParams.delete("q");
    if (here.href !== location.href) history.replaceState(history.state, "", here);
  };

  const open = () => {
    if (!toggle.checked) { toggle.checked = true; toggle.dispatchEvent(new Event("change")); }
    ready().then(() => {
      narrow.querySelector("summary").textContent = told("filters");
      if (!input.value.trim()) status.replaceChildren(told("typing"));
    }, failed);
  };
  // Closed, nothing of it is there for who hears the page.
  const showing = () => { output.hidden = !toggle.checked; };
  const shut = () => {
    toggle.checked = false;
    toggle.dispatchEvent(new Event("change"));
  };
  const close = () => {
    document.activeElement.blur();
    shut();
  };

  narrow.append(made("summary"));
  input.addEventListener("focus", open);
  toggle.addEventListener("change", () => {
    // A theme that loads pages by itself closes the box when it has one, whoever is typing.
    if (document.activeElement === input) toggle.checked = true;
    showing();
    if (toggle.checked) input.focus();
  });
  showing();
  input.addEventListener("input", () => {
    if (!toggle.checked) open();
    clearTimeout(timer);
    timer = setTimeout(run, WAIT);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = list.querySelector("a");
    if (first) first.focus();
  });
  list.addEventListener("click", (event) => {
    // Where a theme loads pages by itself, or a place is on this page, the box would stay open.
    if (event.target.closest("a") && !event.ctrlKey && !event.metaKey) close();
  });
  form.addEventListener("reset", () => setTimeout(() => { input.focus(); run(); }));

  // Up and down walk through what was found, Escape leads back to the words and then closes.
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (document.activeElement === input) close(); else input.focus();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [input, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    stops[Math.max(0, Math.min(stops.length - 1, at + step))].focus();
  });
  // Who goes on by keyboard must see where they are: an open box lies over the page.
  box.addEventListener("focusout", (event) => {
    const to = event.relatedTarget;
    if (to && !box.contains(to) && to !== toggle && toggle.checked) shut();
  });
  document.addEventListener("keydown", (event) => {
    const { target } = event;
    const writes = target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
    if (event.key !== "/" || writes || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
  });

  const before = new URL(location.href).searchParams.get("q");
  if (before) {
    input.value = before.slice(0, MOST_LETTERS);
    toggle.checked = true;
    showing();
    open();
    run();
  }
})();

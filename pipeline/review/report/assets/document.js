"use strict";

// The page of a document: facts and their places, search and filter, keys. What is marked where
// was counted when the page was made; nothing here knows an offset.
(function () {
  var say = window.houkoku.say;
  var body = document.body;
  var byId = document.getElementById.bind(document);
  var all = function (selector, root) { return Array.from((root || document).querySelectorAll(selector)); };

  var facts = all(".fact");
  var marks = all("mark");
  var firsts = marks.filter(function (mark) { return mark.id; });
  var search = byId("search"), type = byId("type"), order = byId("order"), warned = byId("warned");
  var yearFrom = byId("year-from"), yearTo = byId("year-to");
  var text = byId("text"), viewText = byId("view-text");
  var chosenMark = null, chosenFact = null;

  // Grouped dates keep their ids on the links to their places.
  function factOf(id) {
    var element = id && byId(id);
    return element ? element.closest(".fact") : null;
  }

  var factsOfMark = new Map(), marksOfFact = new Map(facts.map(function (fact) { return [fact, []]; }));
  marks.forEach(function (mark) {
    var own = mark.dataset.f.split(" ").map(factOf).filter(Boolean);
    factsOfMark.set(mark, own);
    own.forEach(function (fact) { marksOfFact.get(fact).push(mark); });
  });

  function factsOf(mark) { return factsOfMark.get(mark); }

  function piecesOf(number) { return all('mark[data-m="' + number + '"]', viewText); }

  function showPanel(name) {
    body.dataset.panel = name;
    all(".tabs button").forEach(function (tab) {
      tab.setAttribute("aria-selected", String(tab.dataset.panel === name));
    });
  }

  function showView(name) {
    body.dataset.view = name;
    all(".views button").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.view === name));
    });
    if (name === "pictures" || body.dataset.panel === "sections") { showPanel("text"); }
  }

  // Scrolls the panel alone: the window itself never moves. A second time, since what was not
  // laid out yet takes its real height only now.
  function reveal(element) {
    element.scrollIntoView({ block: "center" });
    requestAnimationFrame(function () { element.scrollIntoView({ block: "center" }); });
  }

  function within(element, panel) {
    var inner = element.getBoundingClientRect(), outer = panel.getBoundingClientRect();
    return inner.top >= outer.top && inner.bottom <= outer.bottom;
  }

  function clearChoice() {
    all(".chosen, .same, .lit").forEach(function (element) {
      element.classList.remove("chosen", "same", "lit");
    });
    chosenMark = chosenFact = null;
  }

  function choose(fact, mark, wish) {
    clearChoice();
    chosenFact = fact;
    chosenMark = mark;
    if (fact) {
      fact.classList.add("chosen");
      marksOfFact.get(fact).forEach(function (other) { other.classList.add("same"); });
      light(fact.id);
      if (wish !== "fact" && !within(fact, byId("facts"))) { fact.scrollIntoView({ block: "nearest" }); }
    }
    if (mark) {
      piecesOf(mark.dataset.m).forEach(function (piece) { piece.classList.add("chosen"); });
    }
    if (wish === "text" || wish === "both") {
      showView("text");
      showPanel("text");
      if (mark) { reveal(mark); }
    }
    tell();
  }

  function light(id) {
    all(".picture a").forEach(function (link) { link.classList.toggle("chosen", link.dataset.f === id); });
    all(".edge").forEach(function (edge) {
      edge.classList.toggle("lit", edge.dataset.from === id || edge.dataset.to === id);
    });
  }

  function tell() {
    if (!chosenFact) { return; }
    var said = [chosenFact.querySelector(".label").textContent];
    all(".iso, .wareki, .type", chosenFact).forEach(function (part) { said.push(part.textContent); });
    var at = visibleMarks().indexOf(chosenMark);
    if (at >= 0) { said.push(say("position", { n: at + 1, m: visibleMarks().length })); }
    byId("said").textContent = said.join(" ");
  }

  function visibleMarks() {
    return firsts.filter(function (mark) { return !mark.classList.contains("off"); });
  }

  function step(by) {
    if (body.dataset.view === "pictures") { showView("text"); }
    if (found.length) { stepFound(by); return; }
    var list = visibleMarks();
    if (!list.length) { return; }
    var at = list.indexOf(chosenMark);
    if (at < 0) { at = by > 0 ? firstBelow(list) - 1 : firstBelow(list); }
    var mark = list[(at + by + list.length) % list.length];
    choose(factsOf(mark)[0], mark, "both");
  }

  function firstBelow(list) {
    var top = text.getBoundingClientRect().top;
    var at = list.findIndex(function (mark) { return mark.getBoundingClientRect().bottom > top; });
    return at < 0 ? list.length : at;
  }

  // A place in the text that is chosen again gives the mark around it, then the innermost again.
  function chooseInText(target) {
    var around = [];
    for (var mark = target.closest("mark"); mark; mark = mark.parentElement.closest("mark")) {
      if (!mark.classList.contains("off")) { around.push(mark); }
    }
    if (!around.length) { clearChoice(); return; }
    var at = around.findIndex(function (one) { return chosenMark && one.dataset.m === chosenMark.dataset.m; });
    var piece = around[(at + 1) % around.length];
    var first = byId("m" + piece.dataset.m);
    choose(factsOf(piece)[0], first, "mark");
    if (chosenFact && window.matchMedia("(max-width: 46rem)").matches) {
      showPanel("facts");
      chosenFact.scrollIntoView({ block: "center" });
    }
  }

  // Addresses: #m3 a place, #d-… a fact, #s-… a section, #L12 a line.
  function follow(id) {
    var element = id && byId(id);
    if (!element) { return false; }
    if (element.matches("mark")) {
      choose(factsOf(element)[0], element, "text");
    } else if (element.closest(".fact")) {
      var fact = element.closest(".fact");
      var link = element.matches("a[href^='#m']") ? element : fact.querySelector("a[href^='#m']");
      unhide(fact);
      if (link) {
        choose(fact, byId(link.hash.slice(1)), "text");
      } else {
        choose(fact, null, "fact");
        showPanel("facts");
        fact.scrollIntoView({ block: "center" });
      }
    } else if (viewText.contains(element)) {
      showView("text");
      showPanel("text");
      element.scrollIntoView({ block: "start" });
      requestAnimationFrame(function () { element.scrollIntoView({ block: "start" }); });
    } else {
      return false;
    }
    return true;
  }

  function unhide(fact) {
    if (fact.hidden) { byId("filter").reset(); filter(); }
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']");
    if (link && !link.matches(".skip")) {
      var id = decodeURIComponent(link.getAttribute("href").slice(1));
      var owner = link.closest(".fact");
      if (owner && /^m\d+$/.test(id)) {
        choose(owner, byId(id), "text");
        event.preventDefault();
      } else if (follow(id)) {
        event.preventDefault();
      }
      if (event.defaultPrevented) { history.replaceState(null, "", "#" + id); }
    } else if (event.target.closest("#view-text")) {
      if (!String(getSelection())) { chooseInText(event.target); }
    }
  });
  window.addEventListener("hashchange", function () { follow(decodeURIComponent(location.hash.slice(1))); });

  // Search and filter

  function fold(string) { return string.normalize("NFKC").toLowerCase().replace(/\s+/g, ""); }

  var folded = new Map(facts.map(function (fact) {
    return [fact, fold(all(".label, .iso, .wareki, .reading, .posts, dd", fact).map(function (part) {
      return part.textContent;
    }).join("\n"))];
  }));

  function wants() {
    var kinds = all('input[name="kind"]:checked').map(function (box) { return box.value; });
    var query = fold(search.value), from = Number(yearFrom.value) || 0, to = Number(yearTo.value) || 9999;
    var years = yearFrom.value || yearTo.value;
    return function (fact) {
      var data = fact.dataset;
      var span = (data.years || "").split("-").map(Number);
      return kinds.includes(data.kind) &&
        (!type.value || data.type === type.value) &&
        (!warned.checked || "warned" in data) &&
        (!years || (data.years && span[0] <= to && span[1] >= from)) &&
        (!query || folded.get(fact).includes(query));
    };
  }

  function filter() {
    var wanted = wants(), shown = new Set();
    facts.forEach(function (fact) {
      fact.hidden = !wanted(fact);
      if (!fact.hidden) { shown.add(fact); }
    });
    marks.forEach(function (mark) {
      mark.classList.toggle("off", !factsOf(mark).some(function (fact) { return shown.has(fact); }));
    });
    all(".list").forEach(function (list) {
      var inside = all(".fact", list), left = inside.filter(function (fact) { return !fact.hidden; });
      list.querySelector("h2 .sum").textContent = left.length;
      list.hidden = inside.length > 0 && !left.length;
    });
    byId("nothing").hidden = shown.size > 0 || !facts.length;
    if (chosenFact && chosenFact.hidden) { clearChoice(); }
    find(fold(search.value));
    count(shown.size);
  }

  function count(shown) {
    var parts = [say("shown", { n: shown, m: facts.length })];
    if (search.value) { parts.push(say("in_text", { n: found.length })); }
    byId("shown").textContent = parts.join(" · ");
    byId("clear").hidden = shown === facts.length && !search.value;
  }

  function sort() {
    var key = {
      text: function (fact) { return facts.indexOf(fact); },
      count: function (fact) { return -all(".place", fact).length; },
      date: function (fact) { return fact.dataset.day || "9999"; }
    }[order.value];
    all(".list ol").forEach(function (list) {
      var keyed = facts.filter(function (fact) { return fact.parentElement === list; })
        .map(function (fact) { return [key(fact), fact]; });
      keyed.sort(function (a, b) { return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0; });
      list.append.apply(list, keyed.map(function (pair) { return pair[1]; }));
    });
  }

  // The words searched for, wherever they stand in the text, also over the ends of lines.
  var found = [], foundAt = -1, letters = null;

  function lettersOfText() {
    var nodes = [], starts = [], string = "", plainOf = new Map();
    var walker = document.createTreeWalker(viewText, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      var node = walker.currentNode;
      if (!node.parentElement.closest(".line")) { continue; }
      for (var at = 0; at < node.data.length;) {
        var character = String.fromCodePoint(node.data.codePointAt(at));
        var plain = plainOf.get(character);
        if (plain === undefined) {
          plain = fold(character).replace("\u200b", "");
          plainOf.set(character, plain);
        }
        for (var n = 0; n < plain.length; n++) { nodes.push(node); starts.push(at); }
        string += plain;
        at += character.length;
      }
    }
    return { nodes: nodes, starts: starts, string: string };
  }

  function find(query) {
    found = [];
    foundAt = -1;
    highlight("found", found);
    highlight("here", found);
    if (!query) { return; }
    letters = letters || lettersOfText();
    for (var at = letters.string.indexOf(query); at >= 0; at = letters.string.indexOf(query, at + query.length)) {
      var last = at + query.length - 1, range = new Range(), end = letters.nodes[last];
      range.setStart(letters.nodes[at], letters.starts[at]);
      range.setEnd(end, letters.starts[last] + String.fromCodePoint(end.data.codePointAt(letters.starts[last])).length);
      found.push(range);
    }
    highlight("found", found);
  }

  // Without touching the text's elements; a browser that cannot do it still scrolls there.
  function highlight(name, ranges) {
    if (!window.Highlight || !CSS.highlights) { return; }
    var drawn = new Highlight();
    ranges.forEach(function (range) { drawn.add(range); });
    if (name === "here") { drawn.priority = 1; }
    CSS.highlights.set(name, drawn);
  }

  function stepFound(by) {
    foundAt = foundAt < 0 && by < 0 ? found.length - 1 : (foundAt + by + found.length) % found.length;
    var range = found[foundAt], holder = range.startContainer.parentElement;
    showPanel("text");
    reveal(holder);
    highlight("here", [range]);
    byId("said").textContent = say("position", { n: foundAt + 1, m: found.length });
    byId("shown").textContent = byId("said").textContent;
  }

  byId("filter").addEventListener("input", function (event) {
    if (event.target === order) { sort(); } else { filter(); }
  });
  byId("filter").addEventListener("reset", function () { setTimeout(function () { filter(); sort(); }); });
  byId("filter").addEventListener("submit", function (event) { event.preventDefault(); step(1); });
  byId("previous").addEventListener("click", function () { step(-1); });

  // Keys

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    var typing = event.target.matches("input, select, textarea");
    if (event.key === "Escape") {
      if (typing) { event.target.blur(); }
      clearChoice();
    } else if (typing) {
      return;
    } else if (event.key === "n") {
      step(1);
    } else if (event.key === "p") {
      step(-1);
    } else if (event.key === "/") {
      showPanel("facts");
      search.focus();
      search.select();
      event.preventDefault();
    }
  });

  // Panels, views, the list of documents, the section that is read

  all(".tabs button").forEach(function (tab) {
    tab.addEventListener("click", function () { showPanel(tab.dataset.panel); });
  });
  all(".views button").forEach(function (button) {
    button.addEventListener("click", function () { showView(button.dataset.view); });
  });

  byId("lines").addEventListener("change", function () {
    var kept = chosenMark || firsts[firstBelow(firsts)];
    viewText.parentElement.classList.toggle("by-lines", byId("lines").checked);
    if (kept) { reveal(kept); }
  });

  var MOST = 100;

  function listDocuments() {
    var box = byId("documents"), query = fold(byId("documents-search").value);
    var here = DOCUMENTS.findIndex(function (one) { return one[0] === box.dataset.here; });
    var wanted = DOCUMENTS.map(function (one, at) { return [at, one]; }).filter(function (pair) {
      return !query || fold(pair[1][0] + " " + pair[1][1]).includes(query);
    });
    var from = query ? 0 : Math.max(0, here - MOST / 2);
    byId("documents-list").replaceChildren.apply(byId("documents-list"), wanted.slice(from, from + MOST).map(function (pair) {
      var item = document.createElement("li"), link = document.createElement("a");
      link.href = box.dataset.root + pair[1][2];
      link.textContent = pair[1][1] || pair[1][0];
      link.title = pair[1][0];
      if (pair[0] === here) { link.setAttribute("aria-current", "page"); }
      item.append(link);
      return item;
    }));
  }

  if (DOCUMENTS.length > 1) {
    byId("documents").hidden = false;
    byId("documents").open = true;
    listDocuments();
    byId("documents-list").querySelector("[aria-current]").scrollIntoView({ block: "center" });
    byId("documents-search").addEventListener("input", listDocuments);
  }

  var links = new Map(all("#sections a").map(function (link) { return [link.hash.slice(1), link]; }));
  var headings = all(".h[id]").filter(function (heading) { return links.has(heading.id); });

  function markSection() {
    if (body.dataset.view === "pictures") { return; }
    var middle = text.getBoundingClientRect().top + text.clientHeight / 3, current = null;
    headings.forEach(function (heading) {
      if (heading.getBoundingClientRect().top <= middle) { current = heading; }
    });
    all("#sections [aria-current]").forEach(function (link) { link.removeAttribute("aria-current"); });
    if (!current) { return; }
    var link = links.get(current.id);
    link.setAttribute("aria-current", "true");
    if (!within(link, byId("panel-sections"))) { link.scrollIntoView({ block: "nearest" }); }
  }

  var waiting = false;
  text.addEventListener("scroll", function () {
    if (waiting) { return; }
    waiting = true;
    requestAnimationFrame(function () { waiting = false; markSection(); });
  });

  document.addEventListener("houkoku-language", filter);
  showPanel("text");
  showView("text");
  filter();
  markSection();
  follow(decodeURIComponent(location.hash.slice(1)));
})();

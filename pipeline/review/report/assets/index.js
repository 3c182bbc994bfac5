"use strict";

// The index: search by document or by a name that stands in it, filter, sort.
(function () {
  var say = window.houkoku.say;
  var byId = document.getElementById.bind(document);
  var table = byId("documents");
  var rows = table ? Array.from(table.tBodies[0].rows) : [];
  var names = JSON.parse(byId("name-data").textContent);
  var search = byId("search"), warned = byId("warned"), yearFrom = byId("year-from"), yearTo = byId("year-to");
  var columns = document.querySelectorAll("a[data-first]");
  var MOST_NAMES = 12;
  var exact = null;

  function fold(string) { return string.normalize("NFKC").toLowerCase().replace(/\s+/g, ""); }

  var texts = rows.map(function (row) { return fold(row.cells[0].textContent); });
  var foldedNames = names.map(function (name) { return fold(name[1]); });

  function matching(query) {
    return names.filter(function (name, at) {
      return exact !== null ? name[1] === exact : foldedNames[at].includes(query);
    });
  }

  function filter() {
    var query = fold(search.value);
    if (exact !== null && fold(exact) !== query) { exact = null; }
    var found = query ? matching(query) : [];
    var named = new Set();
    found.forEach(function (name) { name[2].forEach(function (at) { named.add(at); }); });
    var from = Number(yearFrom.value) || 0, to = Number(yearTo.value) || 9999;
    var byYear = yearFrom.value || yearTo.value, shown = 0;
    rows.forEach(function (row) {
      var at = Number(row.dataset.at);
      var years = row.dataset.years ? row.dataset.years.split(" ").map(Number) : [];
      row.hidden = !(
        (!query || (exact === null && texts[rows.indexOf(row)].includes(query)) || named.has(at)) &&
        (!warned.checked || row.cells[6].dataset.n !== "0") &&
        (!byYear || years.some(function (year) { return year >= from && year <= to; })));
      shown += !row.hidden;
    });
    showNames(found);
    if (byId("nothing")) { byId("nothing").hidden = shown > 0; }
    columns.forEach(function (link) {
      var inside = Number(link.dataset.first) >= from && Number(link.dataset.last) <= to;
      link.classList.toggle("chosen", Boolean(byYear) && inside);
    });
    byId("clear").hidden = !(search.value || warned.checked || byYear);
    byId("shown").textContent = say("shown", { n: shown, m: rows.length });
  }

  function showNames(found) {
    byId("names").hidden = !found.length;
    byId("names").replaceChildren.apply(byId("names"), found.slice(0, MOST_NAMES).map(function (name) {
      var item = document.createElement("li"), button = document.createElement("button");
      var count = document.createElement("span");
      button.type = "button";
      button.textContent = name[1];
      button.setAttribute("aria-pressed", String(exact === name[1]));
      count.className = "sum";
      count.textContent = say("in_documents", { n: name[2].length });
      button.append(count);
      button.addEventListener("click", function () { ask(name[1]); });
      item.append(button);
      return item;
    }));
  }

  function ask(name) {
    exact = name;
    search.value = name;
    filter();
    byId("find").scrollIntoView({ block: "start" });
  }

  function sort(button) {
    var header = button.closest("th"), column = header.cellIndex, isNumber = button.dataset.sort === "n";
    var rising = header.getAttribute("aria-sort") === (isNumber ? "descending" : "none") ||
      header.getAttribute("aria-sort") === "descending";
    var direction = rising ? 1 : -1;
    var key = function (row) {
      var cell = row.cells[column];
      return isNumber ? Number(cell.dataset.n) : cell.textContent;
    };
    var keyed = rows.map(function (row) { return [key(row), Number(row.dataset.at), row]; });
    keyed.sort(function (a, b) {
      var less = isNumber ? a[0] - b[0] : a[0].localeCompare(b[0], "ja");
      return less * direction || a[1] - b[1];
    });
    table.tBodies[0].append.apply(table.tBodies[0], keyed.map(function (one) { return one[2]; }));
    table.querySelectorAll("th").forEach(function (other) { other.setAttribute("aria-sort", "none"); });
    header.setAttribute("aria-sort", rising ? "ascending" : "descending");
  }

  byId("find").addEventListener("input", filter);
  byId("find").addEventListener("reset", function () { setTimeout(filter); });
  byId("find").addEventListener("submit", function (event) { event.preventDefault(); });
  document.querySelectorAll("[data-sort]").forEach(function (button) {
    button.addEventListener("click", function () { sort(button); });
  });
  // A year's column narrows the list to that year, and once more to all.
  columns.forEach(function (link) {
    link.addEventListener("click", function (event) {
      var first = link.dataset.first, last = link.dataset.last;
      var isSet = yearFrom.value === first && yearTo.value === last;
      yearFrom.value = isSet ? "" : first;
      yearTo.value = isSet ? "" : last;
      filter();
      event.preventDefault();
    });
  });
  // The years of most dates are looked for first, not those of long ago, nor distant aims.
  document.querySelectorAll("figure .scroll").forEach(function (box) {
    var bars = Array.from(box.querySelectorAll(".bar"));
    if (!bars.length) { return; }
    var tallest = bars.reduce(function (one, other) {
      return Number(other.getAttribute("height")) > Number(one.getAttribute("height")) ? other : one;
    }).getBoundingClientRect();
    var around = box.getBoundingClientRect();
    box.scrollLeft += tallest.left + tallest.width / 2 - around.left - around.width / 2;
  });
  document.querySelectorAll("[data-name]").forEach(function (button) {
    button.addEventListener("click", function () { ask(button.dataset.name); });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && !event.target.matches("input") && !event.ctrlKey && !event.metaKey) {
      search.focus();
      event.preventDefault();
    }
  });
  document.addEventListener("houkoku-language", filter);
  filter();
})();

"use strict";

// Japanese or English: the reader's last choice, then the browser's language. Pages on disk may
// not share a storage, so links to other pages carry the choice along.
(function () {
  var ATTRIBUTES = ["aria-label", "placeholder", "label", "title"];

  function stored() {
    try { return localStorage.getItem("houkoku-language"); } catch (error) { return null; }
  }

  function store(language) {
    try { localStorage.setItem("houkoku-language", language); } catch (error) { /* private window */ }
  }

  function first() {
    var asked = new URLSearchParams(location.search).get("lang") || stored() || navigator.language;
    return /^ja/i.test(asked || "ja") ? "ja" : "en";
  }

  function say(key, values) {
    return WORDS[window.houkoku.language][key].replace(/\{(\w)\}/g, function (whole, name) {
      return values && values[name] !== undefined ? values[name] : whole;
    });
  }

  function show(language) {
    window.houkoku.language = language;
    document.documentElement.lang = language;
    document.querySelectorAll("[data-t]").forEach(function (element) {
      element.textContent = say(element.dataset.t, element.dataset);
    });
    ATTRIBUTES.forEach(function (name) {
      document.querySelectorAll("[data-t-" + name + "]").forEach(function (element) {
        element.setAttribute(name, say(element.getAttribute("data-t-" + name), element.dataset));
      });
    });
    document.querySelectorAll("[data-ja]").forEach(function (element) {
      element.textContent = element.dataset[language];
    });
    document.querySelectorAll("[data-href]").forEach(function (link) {
      link.setAttribute("href", link.dataset.href.replace("{lang}", language));
    });
    document.dispatchEvent(new Event("houkoku-language"));
  }

  window.houkoku = { language: "ja", say: say };
  show(first());
  document.getElementById("language").addEventListener("click", function () {
    var language = window.houkoku.language === "ja" ? "en" : "ja";
    store(language);
    show(language);
  });
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href]");
    if (!link || link.protocol !== location.protocol || link.pathname === location.pathname) { return; }
    var address = new URL(link.href);
    address.searchParams.set("lang", window.houkoku.language);
    link.href = address.href;
  });
})();

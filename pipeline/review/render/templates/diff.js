"use strict";
const form = document.getElementById("filters");
if (form) {
  const articles = [...document.querySelectorAll("article")];
  const texts = articles.map((article) => article.textContent.toLowerCase());
  const filter = () => {
    const wanted = new FormData(form);
    const words = wanted.get("words").toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    articles.forEach((article, index) => {
      const fits = ["kind", "type", "cause"].every((name) => {
        const value = wanted.get(name);
        return !value || article.dataset[name].split(" ").includes(value);
      });
      article.hidden = !(fits && words.every((word) => texts[index].includes(word)));
      shown += article.hidden ? 0 : 1;
    });
    document.getElementById("shown").textContent = `${shown} / ${articles.length}`;
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
}

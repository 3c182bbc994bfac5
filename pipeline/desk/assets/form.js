"use strict";
/* A form for what is to be said of a fact: its fields come from the program, and so do the reasons
   why a value cannot be. */

const Form = (() => {
  const element = $("form");
  let kind = null;
  let chosen = null;

  const control = (field, value, names) => {
    if (field.control === "choice") {
      const select = make("select");
      if (field.may_be_empty || value === undefined) {
        select.append(new Option(field.key === "granularity" ? say("automatic") : "", ""));
      }
      for (const [name, label] of field.options) select.append(new Option(label, name));
      select.value = value ?? "";
      return select;
    }
    const input = make("input");
    input.type = field.control === "number" ? "number" : "text";
    if (field.control === "number") input.min = 1;
    if (field.control === "organization") input.setAttribute("list", "organizations");
    if (field.key === "iso") input.placeholder = say("iso_hint");
    input.value = value ?? "";
    input.spellcheck = false;
    if (names) input.setAttribute("list", names);
    return input;
  };

  const post = (given) => {
    const row = make("div", "post");
    for (const [key, label] of [["affiliation", say("affiliation")], ["title", say("post")]]) {
      const input = control({ control: key === "affiliation" ? "organization" : "text" }, given[key]);
      input.name = key;
      input.setAttribute("aria-label", label);
      input.placeholder = label;
      row.append(input);
    }
    const remove = make("button", "", "×");
    remove.type = "button";
    remove.setAttribute("aria-label", say("remove_post"));
    remove.addEventListener("click", () => row.remove());
    row.append(remove);
    return row;
  };

  const line = (field, value) => {
    const row = make("div", "field");
    row.dataset.key = field.key;
    const id = `field-${field.key}`;
    const label = make("label", "", field.label);
    label.htmlFor = id;
    const error = make("p", "error");
    error.hidden = true;
    error.id = `${id}-error`;
    if (field.control === "posts") {
      const posts = make("div", "posts", ...(value ?? []).map(post));
      const add = make("button", "", say("add_post"));
      add.type = "button";
      add.id = id;
      add.addEventListener("click", () => posts.append(post({})));
      row.append(label, make("div", "", posts, add), error);
      return row;
    }
    const input = control(field, value);
    input.id = id;
    input.name = field.key;
    input.setAttribute("aria-describedby", error.id);
    row.append(label, make("div", "", input, error));
    return row;
  };

  const organizations = (names) => {
    const list = make("datalist", "", ...names.map((name) => new Option(name)));
    list.id = "organizations";
    return list;
  };

  const fill = (values, names, without) => {
    const fields = START.forms[kind].fields.filter((field) => !without.includes(field.key));
    const rows = fields.map((field) => line(field, values[field.key]));
    replace($("form-fields"), ...rows, organizations(names));
    const iso = $("field-iso");
    if (iso) iso.addEventListener("input", () => { $("field-granularity").value = ""; });
  };

  /* An edit of a fact of the kind; `values` are what is said of it now. */
  const edit = (title, newKind, values, names, without = []) => {
    kind = newKind;
    chosen = null;
    replace($("form-title"), title);
    fill(values, names, without);
    show();
  };

  /* A fact that was missed: its kind is chosen first. */
  const add = (selection, names) => {
    chosen = selection;
    const kinds = make("select");
    kinds.id = "form-kind";
    for (const [name, form] of Object.entries(START.forms)) kinds.append(new Option(form.word, name));
    kinds.value = "organization";
    const change = () => {
      kind = kinds.value;
      fill({}, names, ["boundary"]);
      row.remove();
      $("form-fields").prepend(row);
    };
    const row = make("div", "field", make("label", "", say("kind")), make("div", "", kinds));
    row.firstChild.htmlFor = kinds.id;
    kinds.addEventListener("change", () => { change(); kinds.focus(); });
    const text = make("bdi", "", `「${selection.text}」`);
    replace($("form-title"), `${say("add")} `, text);
    change();
    show();
  };

  const show = () => {
    element.hidden = false;
    document.body.classList.add("editing");
    error(null);
    element.scrollIntoView({ block: "center" });
    const first = element.querySelector("input, select");
    first?.focus({ preventScroll: true });
    first?.select?.();
  };

  const hide = () => {
    element.hidden = true;
    document.body.classList.remove("editing");
    kind = chosen = null;
  };

  const values = () => {
    const found = {};
    for (const row of $("form-fields").querySelectorAll(".field[data-key]")) {
      const posts = row.querySelector(".posts");
      found[row.dataset.key] = posts
        ? [...posts.children].map((each) => ({
          affiliation: each.querySelector('[name="affiliation"]').value,
          title: each.querySelector('[name="title"]').value,
        }))
        : row.querySelector("input, select").value;
    }
    return found;
  };

  const error = (message, fields = {}) => {
    $("form-error").hidden = !message;
    replace($("form-error"), message ?? "");
    for (const row of $("form-fields").querySelectorAll(".field[data-key]")) {
      const reason = fields[row.dataset.key];
      const told = row.querySelector(".error");
      told.hidden = !reason;
      replace(told, reason ?? "");
      row.querySelector("input, select")?.setAttribute("aria-invalid", String(Boolean(reason)));
    }
    element.querySelector('[aria-invalid="true"]')?.focus();
  };

  return {
    element, edit, add, hide, values, error,
    get open() { return !element.hidden; },
    get kind() { return kind; },
    get selection() { return chosen; },
  };
})();

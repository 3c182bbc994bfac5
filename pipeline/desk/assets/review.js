"use strict";
/* The sitting: which case is on the desk, what the keys do, what the program says to it. */

document.addEventListener("DOMContentLoaded", () => {
  const cases = new Map(START.cases.map((each) => [each.number, each]));
  let state = START.state;
  let current = null;
  let busy = false;

  /* The program */

  const ask = async (action, values = {}) => {
    const answer = await fetch(`${action}?lang=${START.language}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(values),
    }).catch(() => null);
    if (!answer || !answer.ok) {
      complain(say("lost"));
      return null;
    }
    const told = await answer.json();
    if (told.state) renew(told.state);
    return told;
  };

  const toast = (message) => {
    $("error").hidden = true;
    replace($("toast"), message);
    $("toast").hidden = false;
    clearTimeout(toast.timer);
    toast.timer = setTimeout(() => { $("toast").hidden = true; }, 4000);
  };

  const complain = (message) => {
    $("toast").hidden = true;
    replace($("error"), message);
    $("error").hidden = false;
  };

  /* The list */

  const rows = new Map();

  const makeList = () => {
    let heading = null;
    const information = START.cases.filter((each) => each.information);
    for (const each of [...START.cases.filter((one) => !one.information), ...information]) {
      const title = each.information ? say("information") : each.kind_word;
      if (title !== heading) {
        heading = title;
        const line = make("li", "heading", title);
        if (each.information) line.title = say("information_note");
        $("list").append(line);
      }
      const count = make("span", "count");
      const button = make("button", "", make("span", `type ${each.type}`, each.type_word),
        make("bdi", "subject", each.subject), make("bdi", "summary", each.summary), count);
      button.type = "button";
      button.addEventListener("click", () => { open(each.number); });
      const row = make("li", `row ${each.kind}`, button);
      rows.set(each.number, row);
      $("list").append(row);
    }
  };

  const renew = (told) => {
    state = told;
    const skipped = new Set(state.skipped);
    for (const [number, row] of rows) {
      const left = state.open[number];
      const each = cases.get(number);
      row.classList.toggle("done", !each.information && left === 0);
      row.classList.toggle("skipped", skipped.has(number));
      const count = row.querySelector(".count");
      replace(count, each.information ? (each.count > 1 ? String(each.count) : "")
        : left === 0 ? "✓" : each.count > 1 ? `${left}/${each.count}` : "");
    }
    const left = state.left;
    const parts = [say("left", { open: left.open_cases, cases: left.cases })];
    if (left.open_places > left.open_cases) parts.push(say("left_places", { count: left.open_places }));
    if (left.skipped_cases) parts.push(say("skipped", { count: left.skipped_cases }));
    replace($("left"), parts.join(" · "));
    const bar = $("progress");
    bar.setAttribute("aria-valuemax", left.places);
    bar.setAttribute("aria-valuenow", left.places - left.open_places);
    bar.firstElementChild.style.inlineSize =
      `${left.places ? (100 * (left.places - left.open_places)) / left.places : 100}%`;
  };

  const filter = () => {
    const words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const [number, row] of rows) {
      const each = cases.get(number);
      const text = `${each.kind_word} ${each.type_word} ${each.subject} ${each.summary} ${each.document}`.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
    }
  };

  /* A case */

  const open = async (number, index = null) => {
    if (number === null) {
      finish();
      return;
    }
    let at = index;
    if (at === null) {
      // The first place that is not decided on yet, where there is one.
      const told = await ask("case", { number, index: 0 });
      if (!told || told.error) {
        if (told) complain(told.error);
        return;
      }
      at = told.case.open_places[0] ?? 0;
      if (at === 0) {
        show(told.case);
        return;
      }
    }
    const told = await ask("case", { number, index: at });
    if (told?.error) complain(told.error);
    else if (told) show(told.case);
  };

  const show = (told) => {
    current = told;
    Form.hide();
    $("finished").hidden = true;
    $("case").hidden = false;
    document.body.classList.remove("listing");
    for (const [number, row] of rows) {
      if (number === told.number) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
    rows.get(told.number).scrollIntoView({ block: "nearest" });
    $("kind").className = `kind ${told.kind}`;
    replace($("kind"), told.kind_word);
    $("type").className = `type ${told.type}`;
    replace($("type"), told.type_word);
    replace($("causes"), told.causes);
    replace($("subject"), told.subject);
    replace($("fields"), ...told.fields.map(fieldRow));
    $("fields").hidden = !told.fields.length;
    replace($("document"), told.document);
    replace($("place"), told.place);
    $("places").hidden = told.count < 2;
    replace($("place-index"), say("place_of", { index: told.index + 1, count: told.count }));
    $("place-before").disabled = told.index === 0;
    $("place-after").disabled = told.index === told.count - 1;
    const sides = told.sides[0] || told.sides[1]
      ? [sentence(told.sides[0], "before", told.type), sentence(told.sides[1], "after", told.type)]
      : [];
    replace($("pair"), ...sides);
    $("former").hidden = !told.former.length;
    if (told.former.length) {
      replace($("former"), make("b", "", say("former")), ` ${told.former.join(" ／ ")} `,
        make("span", "quiet", isOpen() ? say("former_note") : ""));
    }
    replace($("context"), ...told.context.map(paragraph));
    $("context-part").hidden = !told.context.length;
    $("pick").hidden = true;
    showBar();
    $("main").scrollTop = 0;
  };

  const fieldRow = ([name, before, after]) => {
    const name_ = make("th", "", name);
    name_.scope = "row";
    const cells = [];
    if (before !== null) cells.push(make("td", "before", make("bdi", "", before)));
    if (before !== null && after !== null) cells.push(make("td", "arrow", "→"));
    if (after !== null) cells.push(make("td", "after", make("bdi", "", after)));
    return make("tr", "", name_, ...cells);
  };

  const isOpen = () => current.open_places.includes(current.index);
  const offers = (choice) => current.choices.find((each) => each.choice === choice);

  const KEYS = { accept: "a", reject: "r", edit: "e", drop: "d", skip: "s", undo: "u" };

  const verdict = (choice, meaning, act, all = null) => {
    const button = make("button", `verdict ${choice}`,
      make("span", "word", say(choice), make("kbd", "", KEYS[choice])),
      meaning ? make("small", "", meaning) : null);
    button.type = "button";
    button.dataset.choice = choice;
    button.addEventListener("click", act);
    if (!all) return button;
    const both = make("button", "all", say("all_alike", { count: current.open_places.length }),
      make("kbd", "", KEYS[choice].toUpperCase()));
    both.type = "button";
    both.dataset.all = choice;
    both.addEventListener("click", all);
    return make("div", "group", button, both);
  };

  const showBar = () => {
    $("bar").hidden = false;
    const many = current.open_places.length > 1;
    const buttons = !isOpen() ? [] : current.choices.map(({ choice, meaning }) => verdict(
      choice, meaning,
      choice === "edit" ? () => edit() : () => decide(choice),
      many && (choice === "accept" || choice === "reject") ? () => decide(choice, true) : null,
    ));
    if (isOpen()) buttons.push(verdict("skip", "", skip));
    if (state.can_undo) buttons.push(verdict("undo", "", undo));
    const why = current.choices.length ? `✓ ${say("place_left")}` : say("information_note");
    replace($("verdicts"), isOpen() ? null : make("p", "note", why), ...buttons);
    document.querySelector(".options").hidden = !isOpen();
    showScopes(current.written ?? "");
    $("why").value = "";
  };

  const showScopes = (text) => {
    replace($("scope"), ...["place", "document", "everywhere"].map((name) =>
      new Option(say(`scope_${name}`, { text: short(text) }), name)));
  };

  /* Away with the form; the bar speaks of the case again. */
  const close = () => {
    const added = Form.selection;
    Form.hide();
    if (added && current) showBar();
    offerToAdd();
  };

  const short = (text) => ([...text].length > 16 ? `${[...text].slice(0, 15).join("")}…` : text);

  const finish = () => {
    current = null;
    $("case").hidden = true;
    $("pick").hidden = true;
    Form.hide();
    $("finished").hidden = false;
    document.querySelector(".options").hidden = true;
    $("bar").hidden = !state.can_undo;
    replace($("verdicts"), verdict("undo", "", undo));
    replace($("finished-title"), say(state.left.cases ? "finished" : "nothing"));
    for (const row of rows.values()) row.removeAttribute("aria-current");
  };

  /* What is done */

  const act = async (action, values) => {
    if (busy) return null;
    busy = true;
    const told = await ask(action, {
      by: $("by").value, why: $("why").value, scope: $("scope").value || "place", ...values,
    });
    busy = false;
    if (!told) return null;
    if (told.error || told.fields) {
      if (Form.open) Form.error(told.error, told.fields);
      else complain(told.error);
      return null;
    }
    Form.hide();
    toast(told.message);
    return told;
  };

  const at = () => ({ number: current.number, index: current.index });

  const decide = async (choice, all = false, value = {}) => {
    if (!current || !isOpen() || !offers(choice)) return;
    const told = await act("decide", { ...at(), choice, all_alike: all, value });
    if (told) await open(told.next);
  };

  const edit = () => {
    if (!current || !isOpen() || !offers("edit")) return;
    const title = `${say("edit")}: ${current.record_word}`;
    Form.edit(title, current.record, current.form, current.organizations, current.is_gone ? ["boundary"] : []);
  };

  const skip = async () => {
    if (!current || !isOpen()) return;
    const told = await act("skip", at());
    if (told) await open(told.next);
  };

  const undo = async () => {
    const told = await act("undo", {});
    if (told) await open(told.next ?? current?.number ?? null);
  };

  /* To the next case, or the one before, in the order of the list; one that is left comes first. */
  const move = (step) => {
    const numbers = [...rows.keys()].filter((number) => !rows.get(number).hidden);
    const left = numbers.filter((number) => state.open[number] > 0);
    const wanted = left.length && left.some((number) => number !== current?.number) ? left : numbers;
    const order = [...rows.keys()];
    const here = current ? order.indexOf(current.number) : step > 0 ? -1 : order.length;
    const ahead = wanted.filter((number) => (order.indexOf(number) - here) * step > 0);
    const goal = step > 0 ? ahead[0] ?? wanted[0] : ahead.at(-1) ?? wanted.at(-1);
    if (goal !== undefined) open(goal);
  };

  const turn = (step) => {
    const index = current ? current.index + step : -1;
    if (current && index >= 0 && index < current.count) open(current.number, index);
  };

  Form.element.addEventListener("submit", async (event) => {
    event.preventDefault();
    const value = Form.values();
    if (!Form.selection) {
      await decide("edit", false, value);
      return;
    }
    const { passage, start, end } = Form.selection;
    const told = await act("add", { ...at(), kind: Form.kind, passage, start, end, value });
    if (told) await open(current.number, current.index);
  });
  $("form-cancel").addEventListener("click", close);

  const offerToAdd = () => {
    const selection = current && !Form.open ? selected($("context")) : null;
    const pick = $("pick");
    pick.hidden = !selection;
    if (selection) {
      pick.style.left = `${Math.max(8, selection.box.left + window.scrollX)}px`;
      pick.style.top = `${selection.box.bottom + window.scrollY + 6}px`;
    }
  };
  document.addEventListener("selectionchange", offerToAdd);
  // A click takes the selection away before it is one.
  $("pick").addEventListener("mousedown", (event) => event.preventDefault());
  $("pick").addEventListener("click", () => {
    const selection = selected($("context"));
    if (!selection) return;
    $("pick").hidden = true;
    Form.add(selection, current.organizations ?? []);
    document.querySelector(".options").hidden = false;
    showScopes(selection.text);
  });

  /* Keys */

  const COMMANDS = {
    a: () => decide("accept"), r: () => decide("reject"), e: edit, d: () => decide("drop"),
    A: () => decide("accept", true), R: () => decide("reject", true),
    s: skip, u: undo, n: () => move(1), p: () => move(-1), j: () => turn(1), k: () => turn(-1),
    "?": () => $("help").showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && Form.open) {
      close();
      return;
    }
    const typing = event.target.closest?.("input, select, textarea, dialog");
    if (event.key === "Escape" && typing) event.target.blur?.();
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    // Not as the key Caps Lock has it: a capital decides on all that are alike.
    const key = /^[a-z]$/i.test(event.key)
      ? event.shiftKey ? event.key.toUpperCase() : event.key.toLowerCase()
      : event.key;
    const command = COMMANDS[key];
    if (!command) return;
    event.preventDefault();
    command();
  });

  $("place-before").addEventListener("click", () => turn(-1));
  $("place-after").addEventListener("click", () => turn(1));
  $("help-button").addEventListener("click", () => $("help").showModal());
  $("to-list").addEventListener("click", () => document.body.classList.toggle("listing"));
  $("search").addEventListener("input", filter);
  $("error").addEventListener("click", () => { $("error").hidden = true; });

  makeList();
  renew(state);
  const first = START.cases.find((each) => state.open[each.number] > 0);
  open(first ? first.number : null);
});

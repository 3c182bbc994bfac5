"use strict";
/* Elements made of values. Whatever the documents hold becomes text, never markup. */

const START = JSON.parse(document.getElementById("start").textContent);
const $ = (id) => document.getElementById(id);

/* 「残り {open} 件」 with its fields filled in. */
const say = (name, values = {}) =>
  START.words[name].replace(/\{(\w+)\}/g, (_, key) => String(values[key]));

/* An element with its class and what it holds: texts and elements. */
const make = (tag, className, ...content) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...content.filter((each) => each !== null && each !== undefined));
  return element;
};

const replace = (element, ...content) => {
  element.replaceChildren(...content.filter((each) => each !== null && each !== undefined));
};

/* A sentence in pieces, with its spot marked and what its author edited. */
const sentence = (pieces, side, type) => {
  const paragraph = make("p", side);
  paragraph.append(make("span", "side", say(side)));
  if (pieces === null) {
    paragraph.classList.add("gone");
    paragraph.append(say("absent"));
    return paragraph;
  }
  const text = make("bdi");
  for (const piece of pieces) {
    if (piece.marked) text.append(make("mark", piece.edited ? `${type} edited` : type, piece.text));
    else if (piece.edited) text.append(make("span", "edited", piece.text));
    else text.append(piece.text);
  }
  paragraph.append(text);
  return paragraph;
};

/* Offsets are in code points; a string of JavaScript counts in halves of some. */
const codePoints = (text) => [...text].length;
const slice = (characters, start, end) => characters.slice(start, end).join("");

/* A paragraph around the spot, with the facts in it; `data-passage` leads back to the text. */
const paragraph = (part) => {
  const element = make("p", part.heading ? "heading" : "");
  element.dataset.passage = part.passage;
  element.dataset.first = part.first;
  const characters = [...part.text];
  const cuts = new Set([0, characters.length]);
  for (const [start, end] of part.marks) cuts.add(start).add(end);
  if (part.here) cuts.add(part.here[0]).add(part.here[1]);
  const places = [...cuts].sort((a, b) => a - b);
  places.slice(0, -1).forEach((start, index) => {
    const text = slice(characters, start, places[index + 1]);
    const mark = part.marks.find((each) => each[0] <= start && start < each[1]);
    const here = part.here && part.here[0] <= start && start < part.here[1];
    if (!mark && !here) element.append(text);
    else element.append(make("mark", [mark ? mark[2] : "", here ? "here" : ""].join(" ").trim(), text));
  });
  return element;
};

/* What is selected in a paragraph of the context, as offsets in its passage; null for nothing. */
const selected = (context) => {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const from = range.startContainer.parentElement?.closest("[data-passage]");
  const element = range.startContainer.nodeType === 1 ? range.startContainer.closest("[data-passage]") : from;
  if (!element || !context.contains(element)) return null;
  const before = document.createRange();
  before.selectNodeContents(element);
  before.setEnd(range.startContainer, range.startOffset);
  const rest = document.createRange();
  rest.selectNodeContents(element);
  rest.setStart(range.startContainer, range.startOffset);
  if (element.contains(range.endContainer)) rest.setEnd(range.endContainer, range.endOffset);
  const first = Number(element.dataset.first) + codePoints(before.toString());
  const text = rest.toString();
  if (!text.trim()) return null;
  return {
    passage: Number(element.dataset.passage), start: first, end: first + codePoints(text),
    text: text.trim(), box: range.getBoundingClientRect(),
  };
};

/** What is marked in a text (bold, links, spoilers, ...), drawn from the message's entities. */

import { make } from "./element.js";
import { words } from "./words.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const SAFE = /^(https?|tg|mailto|tel):/i;

/** A text with its marks, as nodes; `act` has command(text), copy(text) and link(address), which says whether it led somewhere. */
export function marked(text, entities, act) {
  const all = (entities ?? []).map((each) => ({ ...each, end: each.offset + each.length }));
  all.sort((one, other) => one.offset - other.offset || other.end - one.end);
  return pieces(text, 0, text.length, all, act);
}

function pieces(text, from, to, entities, act) {
  const nodes = [];
  let at = from;
  let rest = entities;
  while (rest.length) {
    const [first, ...others] = rest;
    const start = Math.max(first.offset, at);
    const end = Math.min(first.end, to);
    if (start > at) nodes.push(text.slice(at, start));
    if (end > start) {
      const inner = others.filter((each) => each.offset < end);
      nodes.push(mark(first, text.slice(start, end), pieces(text, start, end, inner, act), act));
    }
    at = Math.max(at, end);
    rest = others.filter((each) => each.end > at);
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function mark(entity, text, inner, act) {
  switch (entity.type) {
    case "pre":
      return make("pre", { "data-language": entity.language, tabindex: 0 }, make("code", {}, inner));
    case "code":
      return make("code", {}, make("button", { class: "copied", type: "button", title: words("Copy text"), onclick: () => act.link(text) || act.copy(text) }, inner));
    case "spoiler":
      return spoiler(inner);
    case "text_link":
      return link(entity.url, inner, act);
    case "url":
      return link(/^[a-z]+:/i.test(text) ? text : `https://${text}`, inner, act);
    case "email":
      return link(`mailto:${text}`, inner, act);
    case "phone_number":
      return link(`tel:${text.replace(/[^\d+]/g, "")}`, inner, act);
    case "bot_command":
      return make("button", { class: "command", type: "button", onclick: () => act.command(text) }, inner);
    case "mention":
    case "hashtag":
    case "cashtag":
    case "text_mention":
      return make("span", { class: "mention" }, inner);
    case "expandable_blockquote":
      return make("blockquote", { class: "folded", tabindex: 0, onclick: (event) => event.currentTarget.classList.remove("folded") }, inner);
    default:
      return entity.type in TAGS ? make(TAGS[entity.type], {}, inner) : make("span", {}, inner);
  }
}

function link(address, inner, act) {
  if (!SAFE.test(address)) return make("span", {}, inner);
  const open = (event) => {
    if (act.link(address)) event.preventDefault();
  };
  return make("a", { href: address, target: "_blank", rel: "noopener noreferrer", onclick: open }, inner);
}

function spoiler(inner) {
  const node = make("span", {
    class: "spoiler", role: "button", tabindex: 0, "aria-label": words("Hidden text, press to show"),
  }, make("span", { class: "under", "aria-hidden": "true" }, inner));
  const show = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    node.replaceWith(make("span", { class: "spoiler shown" }, inner));
  };
  node.addEventListener("click", show);
  node.addEventListener("keydown", show);
  return node;
}

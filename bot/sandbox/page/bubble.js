/** One message, or an album, as a bubble with its buttons. */

import { keyOf } from "./chat.js";
import { make } from "./element.js";
import { icon } from "./icon.js";
import { marked } from "./mark.js";
import { carried, kindOf } from "./media.js";
import { momentOf, timeOf, words } from "./words.js";

/** Draws messages that belong together; `act` says what happens when something in them is used. */
export function bubble(chat, messages, act) {
  const [first] = messages;
  const last = messages.at(-1);
  if (last.service) return service(chat, last, act);
  const told = messages.find((each) => each.text || each.caption) ?? first;
  const text = told.text ?? told.caption ?? "";
  const media = carried(chat, messages);
  const node = make("article", {
    class: ["message", first.own ? "out" : "in", media.length && !text ? "bare" : "", pictured(first) ? "pictured" : "", last.reply_markup ? "keyed" : ""]
      .filter(Boolean).join(" "),
    tabindex: -1, "data-id": first.message_id,
    "aria-label": words(first.own ? "You, {time}" : "{who}, {time}", { who: chat.bot.first_name, time: timeOf(last.date) }),
  });
  if (last.has_protected_content) node.classList.add("kept");
  const content = make("div", { class: "bubble" },
    first.reply_to_message && quote(chat, first.reply_to_message, act),
    first.forward_origin && make("p", { class: "forwarded" }, words("Forwarded")),
    told.show_caption_above_media && text ? [written(told, text, act), ...media, make("div", { class: "words" }, meta(last))]
      : [...media, make("div", { class: "words" }, text && written(told, text, act), meta(last))],
    make("button", {
      class: "round quiet more", type: "button", tabindex: -1, "aria-label": words("Message actions"),
      onclick: (event) => act.menu(last, event.currentTarget),
    }, icon("chevron")));
  node.append(content, ...buttons(chat, last, act));
  const reactions = messages.flatMap((each) => each.reactions);
  if (reactions.length) content.append(make("span", { class: "reactions" }, reactions.map((each) => make("span", {}, each))));
  return node;
}

function pictured(message) {
  return Boolean(message.photo || message.video || message.animation);
}

function written(message, text, act) {
  return make("div", { class: "text" }, marked(text, message.entities ?? message.caption_entities, act));
}

function meta(message) {
  return make("span", { class: "meta" },
    message.has_protected_content && make("span", { class: "lock", title: words("Protected: it can be neither forwarded nor saved") }, icon("lock")),
    message.edit_date && make("span", { class: "edited" }, words("edited")),
    make("time", { datetime: new Date(message.date * 1000).toISOString(), title: momentOf(message.date) }, timeOf(message.date)),
    message.own && make("span", { class: "ticks" }, icon("check"), icon("checks")));
}

function service(chat, message, act) {
  const pinned = message.pinned_message;
  const what = pinned ? words("{who} pinned a message", { who: chat.bot.first_name }) : kindOf(message);
  return make("article", { class: "message service", tabindex: -1, "data-id": message.message_id },
    make("button", { type: "button", class: "chip", onclick: () => pinned && act.jump(pinned.message_id) }, what));
}

/** A message that another one answers, in a line. */
export function quote(chat, message, act) {
  const own = message.from.id === chat.person.id;
  return make("button", { class: "quote", type: "button", onclick: () => act.jump(message.message_id) },
    make("strong", {}, own ? chat.person.first_name : chat.bot.first_name),
    make("span", {}, lineOf(message)));
}

/** What stands in a message, in one line. */
export function lineOf(message) {
  const text = message.text ?? message.caption ?? "";
  const kind = kindOf(message);
  return [kind, text].filter(Boolean).join(" · ").replace(/\s+/g, " ").slice(0, 140);
}

function buttons(chat, message, act) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return [];
  return [make("div", { class: "keys", role: "group", "aria-label": words("Buttons") },
    rows.map((row) => make("div", { class: "row" }, row.map((each) => button(chat, message, each, act)))))];
}

function button(chat, message, given, act) {
  const key = given.callback_data === undefined ? null : keyOf(message.message_id, given.callback_data);
  const node = make("button", {
    class: ["key", given.style].filter(Boolean).join(" "), type: "button", "data-key": key,
    "aria-busy": key && chat.pressed.has(key) ? "true" : null,
    onclick: () => act.press(message, given),
  }, make("span", {}, given.text), (given.url || given.web_app || given.login_url) && icon("link"), given.copy_text && icon("copy"));
  return node;
}

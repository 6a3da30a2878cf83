/** The messages of a chat on the screen: drawn once, and then only what has changed. */

import { bubble } from "./bubble.js";
import { make } from "./element.js";
import { icon } from "./icon.js";
import { dayOf, words } from "./words.js";

const NEAR = 80;
const TOGETHER = 300;
const CONTROLS = ":is(a[href], button, video, [tabindex]):not(.more)";

export class Log {
  /** `act` says what happens when something in a message is used. */
  constructor(chat, act) {
    this.chat = chat;
    this.act = act;
    this.list = make("div", { class: "list" });
    this.hint = make("p", { class: "by-keys", id: `by-keys-${chat.person.id}` }, words("Arrow keys go from message to message, Tab to the buttons of one."));
    this.node = make("div", { class: "log", role: "log", tabindex: 0, "aria-label": words("Messages"), "aria-describedby": this.hint.id, "aria-live": "off" }, this.list);
    this.newest = make("button", { class: "round newest", type: "button", hidden: true, "aria-label": words("To the newest message"), onclick: () => this.toEnd(true) },
      icon("down"), make("span", { class: "badge" }));
    this._nodes = new Map();
    this._sections = new Map();
    this._changed = new Set();
    this._stuck = true;
    this._top = 0;
    this._unreadFrom = null;
    this.node.addEventListener("scroll", () => this._scrolled(), { passive: true });
    this.node.addEventListener("keydown", (event) => this._walk(event));
    this.node.addEventListener("focusin", (event) => this._letIn(event.target));
    this.node.addEventListener("focusout", (event) => this._letIn(event.relatedTarget));
    this.node.addEventListener("contextmenu", (event) => this._menu(event));
    new ResizeObserver(() => this._stuck && this._drop()).observe(this.list);
    new ResizeObserver(() => this._stuck && this._drop()).observe(this.node);
  }

  /** Draws what has changed since, before the next picture of the screen. */
  change(ids) {
    for (const id of ids) this._changed.add(id);
    this._planned ??= requestAnimationFrame(() => this._draw());
  }

  /** Notes that presses wait, or wait no more. */
  showPress(key) {
    const button = this.list.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!button) return;
    if (this.chat.pressed.has(key)) button.setAttribute("aria-busy", "true");
    else button.removeAttribute("aria-busy");
  }

  /** Goes to the newest message. */
  toEnd(focus = false) {
    this._stuck = true;
    this._drop();
    this._look();
    if (focus) this.node.focus({ preventScroll: true });
  }

  /** Goes to a message and lets it be seen. */
  jump(id) {
    const node = [...this._nodes.values()].find((each) => each.messages?.some((message) => message.message_id === id))?.node;
    if (!node) return;
    node.scrollIntoView({ block: "center" });
    // what comes into sight on the way may turn out to be taller than it was taken for
    requestAnimationFrame(() => node.scrollIntoView({ block: "center" }));
    node.focus({ preventScroll: true });
    node.classList.add("found");
    setTimeout(() => node.classList.remove("found"), 1600);
  }

  _draw() {
    this._planned = null;
    const first = this._nodes.size === 0;
    if (first) this._unreadFrom = this._firstUnread();
    const wanted = this._wanted();
    const keys = new Set(wanted.map((each) => each.key));
    const focused = this.list.contains(document.activeElement) ? document.activeElement : null;
    for (const [key, kept] of this._nodes) {
      if (keys.has(key)) continue;
      if (focused && kept.node.contains(focused)) this.node.focus({ preventScroll: true });
      kept.node.remove();
      this._nodes.delete(key);
    }
    this._place(wanted, focused);
    this._changed.clear();
    this._letIn();
    if (first && this._unreadFrom) this._showUnread();
    else if (this._stuck) this._drop();
    this._look();
  }

  /** Puts everything where it belongs: a section for each day, so that its date stays in sight as long as it lasts. */
  _place(wanted, focused) {
    let following = this.list.firstChild;
    let section = null;
    let next = null;
    for (const each of wanted) {
      if (each.day) {
        section = this._section(each.key);
        if (section === following) following = following.nextSibling;
        else this.list.insertBefore(section, following);
        next = section.firstChild;
      }
      const old = this._nodes.get(each.key)?.node;
      const node = this._node(each, focused);
      if (old && old === next) next = node;
      if (node === next) next = next.nextSibling;
      else section.insertBefore(node, next);
    }
    for (const [key, empty] of this._sections) {
      if (empty.firstChild) continue;
      empty.remove();
      this._sections.delete(key);
    }
  }

  _section(key) {
    if (!this._sections.has(key)) this._sections.set(key, make("section"));
    return this._sections.get(key);
  }

  /** What stands in the list, in order: days, messages, albums, the mark before what is unread. */
  _wanted() {
    const wanted = [];
    const albums = new Map();
    let day = "";
    let before = null;
    for (const message of this.chat.ordered()) {
      const today = message.day;
      if (today !== day) wanted.push({ key: `day ${today}`, day: message.date });
      if (message.message_id === this._unreadFrom) wanted.push({ key: "unread", unread: true });
      const album = message.media_group_id;
      if (album && albums.has(album)) {
        albums.get(album).messages.push(message);
        continue;
      }
      const joined = today === day && before !== null && before.own === message.own && !before.service && !message.service
        && message.date - before.date < TOGETHER;
      const item = { key: album ? `album ${album}` : `message ${message.message_id}`, messages: [message], joined };
      if (album) albums.set(album, item);
      wanted.push(item);
      [day, before] = [today, message];
    }
    return wanted;
  }

  _node(wanted, focused) {
    const kept = this._nodes.get(wanted.key);
    const stale = wanted.messages?.some((each) => this._changed.has(each.message_id))
      || kept?.messages?.length !== wanted.messages?.length;
    let node = kept?.node;
    if (!kept || stale) {
      node = this._made(wanted);
      if (kept) this._replace(kept.node, node, focused);
      this._nodes.set(wanted.key, { node, messages: wanted.messages });
    }
    if (wanted.messages) this._mark(this._nodes.get(wanted.key), wanted);
    return node;
  }

  _mark(kept, { messages, joined }) {
    const heard = messages[0].own && messages.at(-1).message_id <= this.chat.holds.heard;
    if (kept.joined !== joined) kept.node.classList.toggle("joined", joined);
    if (kept.heard !== heard) kept.node.classList.toggle("heard", heard);
    Object.assign(kept, { joined, heard });
  }

  _made(wanted) {
    if (wanted.day) return make("div", { class: "day" }, make("span", {}, dayOf(wanted.day)));
    if (wanted.unread) return make("div", { class: "unread" }, make("span", {}, words("Unread messages")));
    const node = bubble(this.chat, wanted.messages, this.act);
    reach(node, false);
    return node;
  }

  /** Lets Tab into one message: the one where somebody stands, else the newest with buttons. */
  _letIn(held = document.activeElement) {
    const here = this.list.contains(held) ? held.closest(".message") : null;
    const open = here ?? [...this.list.getElementsByClassName("keys")].at(-1)?.closest(".message");
    if (open === this._open) return;
    if (this._open) reach(this._open, false);
    if (open) reach(open, true);
    this._open = open;
  }

  /** Puts a new drawing in an old one's place; who stood on a button stands on the same one, or on the first. */
  _replace(old, node, focused) {
    const held = focused && old.contains(focused);
    old.replaceWith(node);
    if (!held) return;
    const keys = [...node.querySelectorAll(".key")];
    const same = keys.find((each) => each.textContent === focused.textContent) ?? keys[0] ?? node;
    (focused.classList.contains("key") ? same : node).focus({ preventScroll: true });
  }

  _firstUnread() {
    if (!this.chat.unread || !this.chat.seen) return null;
    return this.chat.ordered().find((each) => !each.own && each.message_id > this.chat.seen)?.message_id ?? null;
  }

  _showUnread() {
    this._stuck = false;
    this._nodes.get("unread")?.node.scrollIntoView({ block: "start" });
  }

  _drop() {
    this.node.scrollTop = this.node.scrollHeight;
  }

  /** Lets go of the end only when somebody scrolls up: what grows below has not moved anybody. */
  _scrolled() {
    if (this.node.scrollTop < this._top) this._stuck = false;
    this._look();
  }

  /** Notes where one looks: at the end everything has been seen, above it new messages are counted. */
  _look() {
    const { scrollTop, scrollHeight, clientHeight } = this.node;
    this._top = scrollTop;
    if (scrollHeight - scrollTop - clientHeight < NEAR) this._stuck = true;
    if (this._stuck && this.chat.last && this.node.isConnected) this.chat.see(this.chat.last.message_id);
    this.newest.hidden = this._stuck;
    const badge = this.newest.querySelector(".badge");
    badge.textContent = this.chat.unread ? String(this.chat.unread) : "";
    badge.hidden = !this.chat.unread;
  }

  _walk(event) {
    const items = [...this.list.querySelectorAll(".message")];
    const here = document.activeElement.closest?.(".message");
    const at = here ? items.indexOf(here) : items.length;
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      items[Math.max(0, Math.min(to, items.length - 1))]?.focus();
    } else if (here === document.activeElement && (event.key === "Enter" || event.key === " " || event.key === "ContextMenu")) {
      event.preventDefault();
      this._menuOf(here, here.querySelector(".bubble") ?? here);
    }
  }

  _menu(event) {
    const node = event.target.closest(".message");
    if (!node || event.target.closest("a, img, video") || String(getSelection())) return;
    event.preventDefault();
    this._menuOf(node, { x: event.clientX, y: event.clientY });
  }

  _menuOf(node, anchor) {
    const messages = [...this._nodes.values()].find((each) => each.node === node)?.messages;
    if (messages && !messages[0].service) this.act.menu(messages.at(-1), anchor);
  }
}

/** Lets Tab into a message's links and buttons, or past them. */
function reach(message, open) {
  for (const each of message.querySelectorAll(CONTROLS)) each.tabIndex = open ? 0 : -1;
}

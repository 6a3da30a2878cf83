/** One person's chat with a bot: its messages as they are now, and who wants to know when they change. */

import { get, post, upload } from "./sandbox.js";

const LONGEST = 4096;
const PATIENCE = 60_000;

export class Chat {
  constructor(person, bot) {
    this.person = person;
    this.bot = bot;
    this.messages = new Map();
    this.holds = { started: false, blocked: false, keyboard: null, commands: [], heard: 0, pinned: null };
    this.loaded = false;
    this.last = null;
    this.seen = 0;
    this.draft = "";
    this.unread = 0;
    this.pressed = new Map();
    this.mine = new Set();
    this._asked = Promise.resolve();
    this.typing = null;
    this._gone = new Set();
    this._watchers = new Set();
  }

  /** Calls a function at each change, with what has changed: {messages: Set, answer, typing, ...}. */
  watch(watcher) {
    this._watchers.add(watcher);
    return () => this._watchers.delete(watcher);
  }

  tell(change) {
    for (const watcher of this._watchers) watcher(change);
  }

  /** Fetches the messages that are there. */
  async load() {
    const { messages, holds } = await get(this._path(""));
    const there = new Set(messages.map((each) => each.message_id));
    const gone = [...this.messages.keys()].filter((id) => !there.has(id) && id <= (messages.at(-1)?.message_id ?? 0));
    for (const id of gone) this.messages.delete(id);
    this._ordered = null;
    this.loaded = true;
    this.holds = holds;
    const changed = messages.filter((each) => this._keep(each)).map((each) => each.message_id);
    this._count();
    this.tell({ messages: new Set([...changed, ...gone]), holds: true });
  }

  /** The messages, oldest first. */
  ordered() {
    this._ordered ??= [...this.messages.values()].sort((one, other) => one.message_id - other.message_id);
    return this._ordered;
  }

  // What the stream brings.

  take(message) {
    const fresh = !this.messages.has(message.message_id);
    if (!this._keep(message)) return;
    if (fresh && !message.own) this.typing = null;
    this._count();
    this.tell({ messages: new Set([message.message_id]), fresh: fresh ? message : null, typing: true });
  }

  drop(id) {
    this._gone.add(id);
    if (!this.messages.delete(id)) return;
    this._ordered = null;
    this.last = this.ordered().at(-1) ?? null;
    this._count();
    this.tell({ messages: new Set([id]) });
  }

  hold(holds) {
    const before = this.holds;
    this.holds = holds;
    this.tell({ holds: true, heard: before.heard !== holds.heard });
  }

  act(action) {
    this.typing = action;
    clearTimeout(this._typing);
    this._typing = setTimeout(() => this._rest(), 5000);
    this.tell({ typing: true });
  }

  _rest() {
    this.typing = null;
    this.tell({ typing: true });
  }

  press(id, messageId, data) {
    const key = keyOf(messageId, data);
    this.pressed.set(key, setTimeout(() => this._release(key), PATIENCE));
    this.tell({ pressed: key });
  }

  /** Shows what the bot answered, once it is known whose press it was: the answer may come before that. */
  async answer(answer) {
    this._release(keyOf(answer.message_id, answer.data));
    await this._asked;
    this.tell({ answer: { ...answer, mine: this.mine.delete(answer.id) } });
  }

  _release(key) {
    clearTimeout(this.pressed.get(key));
    this.pressed.delete(key);
    this.tell({ pressed: key });
  }

  _keep(message) {
    const known = this.messages.get(message.message_id);
    if (this._gone.has(message.message_id) || (known && known.stamp >= message.stamp)) return false;
    message.day = known?.day ?? new Date(message.date * 1000).toDateString();
    this.messages.set(message.message_id, message);
    this._ordered = null;
    if (!this.last || this.last.message_id <= message.message_id) this.last = message;
    return true;
  }

  // What has been looked at.

  /** Notes that everything up to a message has been seen. */
  see(id) {
    if (id <= this.seen) return;
    this.seen = id;
    this._count();
    this.tell({ seen: true });
  }

  /** Notes what is being written. */
  write(text) {
    if (text === this.draft) return;
    this.draft = text;
    this.tell({ draft: true });
  }

  _count() {
    this.unread = 0;
    for (const each of this.messages.values()) if (!each.own && each.message_id > this.seen) this.unread += 1;
  }

  // What the person does.

  open(start = "") {
    return post(this._path("/open"), { start });
  }

  /** Says something; what is too long for one message goes in several, as in the app. */
  async say(text, replyTo = null) {
    for (const part of partsOf(text)) await post(this._path("/say"), { text: part, reply_to: replyTo });
  }

  async pressButton(messageId, data) {
    const key = keyOf(messageId, data);
    if (this.pressed.has(key)) return;
    this.press("", messageId, data);
    const asked = post(this._path("/press"), { message_id: messageId, data, wait: null }).then(({ id }) => this.mine.add(id));
    this._asked = Promise.allSettled([this._asked, asked]);
    try {
      await asked;
    } catch (refused) {
      this._release(key);
      throw refused;
    }
  }

  send(kind, blob, { name, caption, seconds, album } = {}) {
    const given = Object.entries({ kind, name, caption, seconds, album }).filter(([, value]) => value !== undefined);
    const query = new URLSearchParams(given.map(([key, value]) => [key, String(value)]));
    return upload(this._path(`/send`, query), blob);
  }

  sendPlace(latitude, longitude) {
    return post(this._path("/location"), { latitude, longitude });
  }

  sendContact(number) {
    return post(this._path("/contact"), { phone_number: number });
  }

  edit(id, text) {
    return post(this._path("/edit"), { message_id: id, text });
  }

  remove(id) {
    return post(this._path("/delete"), { message_id: id });
  }

  block(blocked) {
    return post(this._path(blocked ? "/block" : "/unblock"));
  }

  _path(act, query = new URLSearchParams()) {
    query.set("bot", this.bot.username);
    return `/chats/${this.person.id}${act}?${query}`;
  }
}

/** A text in parts that a message can hold, cut at the end of a line or between words. */
export function partsOf(text) {
  if (text.length <= LONGEST) return [text];
  const head = text.slice(0, LONGEST);
  const at = [head.lastIndexOf("\n"), head.lastIndexOf(" ")].find((each) => each > LONGEST / 2) ?? LONGEST;
  return [head.slice(0, at), ...partsOf(text.slice(at).trimStart())];
}

/** What tells one button from all others. */
export function keyOf(messageId, data) {
  return `${messageId} ${data}`;
}

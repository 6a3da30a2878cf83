/** Everybody and everything in the sandbox, kept up with what happens there. */

import { Chat } from "./chat.js";
import { get, listen } from "./sandbox.js";
import { addWords } from "./words.js";

export class World extends EventTarget {
  constructor() {
    super();
    this.people = new Map();
    this.bots = new Map();
    this.chats = new Map();
    this.actions = [];
    this.tour = [];
    this.seenFirst = [];
    this.harms = {};
    this.ahead = 0;
    this.clockMoves = false;
    this.connected = false;
  }

  /** Looks at everything, and listens from then on. */
  async begin() {
    const place = await this._look();
    this._source = listen(place, (kind, data) => this._hear(kind, data), (open) => this._connect(open));
  }

  get bot() {
    const asked = new URLSearchParams(location.search).get("bot");
    return [...this.bots.values()].find((bot) => bot.username === asked) ?? [...this.bots.values()][0];
  }

  /** What time it is in the sandbox. */
  now() {
    return new Date(Date.now() + this.ahead);
  }

  /** The chat of a person with the bot of this page. */
  chat(person) {
    if (!this.chats.has(person.id)) {
      const chat = new Chat(person, this.bot);
      chat.seen = this.kept("seen", {})[person.id] ?? 0;
      chat.draft = this.kept("drafts", {})[person.id] ?? "";
      chat.watch((change) => change.seen && this._keepOf("seen", (each) => each.seen));
      chat.watch((change) => change.draft && this._keepOf("drafts", (each) => each.draft));
      this.chats.set(person.id, chat);
    }
    return this.chats.get(person.id);
  }

  async _look() {
    const told = await get("/");
    this.run = told.at.split(".")[0];
    for (const bot of told.bots) this.bots.set(bot.username, bot);
    for (const person of told.people) this.people.set(person.id, person);
    Object.assign(this, { actions: told.actions, tour: told.tour, harms: told.harms, clockMoves: told.clock_moves, calls: told.calls });
    this.seenFirst = told.seen_first.map((id) => this.people.get(id));
    for (const action of told.actions) addWords(action.words);
    this._tick(told.now);
    for (const { last, person, bot, ...holds } of told.chats) {
      if (bot !== this.bot?.username) continue;
      const chat = this.chat(this.people.get(person));
      chat.hold(holds);
      if (!chat.last || chat.last.stamp < last.stamp) chat.last = last;
      if (!(person in this.kept("seen", {}))) chat.see(last.message_id);
    }
    return told.at;
  }

  _hear(kind, data) {
    if (kind === "person") return this._meet(data);
    if (kind === "bot") return this._name(data);
    if (kind === "clock") return this._tick(data.now);
    if (kind === "tour") return this._lead(data.steps);
    if (kind === "call") return this._call(data);
    if (kind === "reset") return this._again();
    if (data.bot !== this.bot?.username) return undefined;
    const chat = this.chat(this.people.get(data.person));
    if (kind === "message") chat.take(data.message);
    if (kind === "deleted") chat.drop(data.message_id);
    if (kind === "chat") chat.hold(data);
    if (kind === "action") chat.act(data.action);
    if (kind === "press") chat.press(data.id, data.message_id, data.data);
    if (kind === "answer") chat.answer(data);
    return this._say("chat", chat);
  }

  _meet(person) {
    this.people.set(person.id, person);
    this._say("person", person);
  }

  _name(bot) {
    this.bots.set(bot.username, Object.assign(this.bots.get(bot.username) ?? {}, bot));
    this._say("bot", bot);
  }

  _call(call) {
    this.calls += 1;
    this._say("call", call);
  }

  _lead(steps) {
    this.tour = steps;
    this._say("tour");
  }

  _tick(now) {
    this.ahead = new Date(now).getTime() - Date.now();
    this._say("clock");
  }

  /** Begins anew, after more was missed than the sandbox remembers, or after it was started again. */
  async _again() {
    const before = this.run;
    await this._look();
    if (this.run !== before) return location.reload();
    this._say("tour");
    await Promise.all([...this.chats.values()].filter((chat) => chat.loaded).map((chat) => chat.load()));
    return this._say("people");
  }

  _connect(open) {
    this.connected = open;
    this._say("connected", open);
  }

  _say(kind, detail) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }

  /** What this tab remembers of this run of the sandbox, also after it has been loaded anew. */
  kept(name, otherwise) {
    const { run, value } = JSON.parse(sessionStorage.getItem(`sandbox-${name}`) ?? "{}");
    return run === this.run ? value : otherwise;
  }

  keep(name, value) {
    sessionStorage.setItem(`sandbox-${name}`, JSON.stringify({ run: this.run, value }));
  }

  _keepOf(name, of) {
    this.keep(name, Object.fromEntries([...this.chats.values()].map((chat) => [chat.person.id, of(chat)])));
  }
}

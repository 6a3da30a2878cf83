/** The phones that are shown, side by side; on a narrow screen one at a time. */

import { make } from "./element.js";
import { Phone } from "./phone.js";
import { words } from "./words.js";

const NARROW = matchMedia("(max-width: 719px)");
const WIDTH = 356;
const GAP = 16;

export class Phones {
  constructor(world, follow) {
    Object.assign(this, { world, follow });
    this.strip = make("div", { class: "strip" });
    this.none = make("div", { class: "none" }, make("p", {}, world.people.size ? words("Choose whose phones you want to see.") : words("Nobody has a phone yet: add one.")));
    this.node = make("main", { class: "phones", id: "phones", tabindex: -1, "aria-label": words("Phones") }, this.strip, this.none);
    this._phones = new Map();
    this._watchers = new Set();
    this.node.addEventListener("focusin", (event) => this._hold(event.target.closest?.(".phone")));
    this.node.addEventListener("pointerdown", (event) => this._hold(event.target.closest?.(".phone")));
    NARROW.addEventListener("change", () => NARROW.matches && this._keepOne());
    addEventListener("hashchange", () => this._fromAddress());
    setInterval(() => this._each((phone) => phone.tick()), 1000);
    world.addEventListener("clock", () => this._each((phone) => phone.tick()));
  }

  /** Shows the phones that the address names, else as many as there is room for: those to be seen first, those who have
   * begun, all others; the rest load meanwhile. */
  begin() {
    if (!this._fromAddress()) {
      const people = [...this.world.people.values()];
      const order = [...this.world.seenFirst, ...people.filter((each) => this.world.chat(each).last), ...people];
      const room = NARROW.matches ? 1 : Math.max(Math.floor((this.node.clientWidth - GAP) / WIDTH), 1);
      for (const person of [...new Set(order)].slice(0, room)) this._add(person);
      this._changed();
    }
    const rest = [...this.world.people.values()].map((each) => this.world.chat(each)).filter((chat) => !chat.loaded && chat.last);
    rest.reduce((before, chat) => before.then(() => chat.loaded || chat.load()).catch(() => {}), Promise.resolve());
  }

  has(person) {
    return this._phones.has(person.id);
  }

  watch(watcher) {
    this._watchers.add(watcher);
  }

  /** Shows somebody's phone, and gives it into the hand. */
  show(person) {
    if (NARROW.matches) for (const id of [...this._phones.keys()]) if (id !== person.id) this._drop(id);
    const phone = this._phones.get(person.id) ?? this._add(person);
    phone.node.scrollIntoView({ inline: "nearest", block: "nearest" });
    phone.composer.focus();
    this._changed();
  }

  /** Shows somebody's phone or puts it aside; `only` puts all others aside. */
  toggle(person, only = false) {
    if (only) for (const id of [...this._phones.keys()]) if (id !== person.id) this._drop(id);
    if (this.has(person) && !only && !NARROW.matches) {
      this._drop(person.id);
      this._changed();
    } else {
      this.show(person);
    }
  }

  _add(person) {
    const phone = new Phone(this.world.chat(person), {
      world: this.world, follow: this.follow,
      away: () => {
        this._drop(person.id);
        this._changed();
      },
    });
    this._phones.set(person.id, phone);
    this.strip.append(phone.node);
    return phone;
  }

  _drop(id) {
    this._phones.get(id)?.end();
    this._phones.delete(id);
  }

  _keepOne() {
    const [first, ...others] = [...this._phones.keys()];
    for (const id of others) this._drop(id);
    if (first) this._changed();
  }

  _hold(node) {
    if (node) this._each((phone) => phone.hold(phone.node === node));
  }

  _each(act) {
    for (const phone of this._phones.values()) act(phone);
  }

  _changed() {
    this.none.hidden = this._phones.size > 0;
    const address = `#${[...this._phones.keys()].join(",")}`;
    if (location.hash !== address) history.replaceState(null, "", address);
    for (const watcher of this._watchers) watcher();
  }

  _fromAddress() {
    const wanted = decodeURIComponent(location.hash.slice(1)).split(",").filter(Boolean);
    const found = wanted.map((each) => [...this.world.people.values()].find((person) => String(person.id) === each || person.first_name.toLowerCase() === each.toLowerCase())).filter(Boolean);
    if (!found.length) return false;
    const keep = new Set(NARROW.matches ? [found[0].id] : found.map((each) => each.id));
    for (const id of [...this._phones.keys()]) if (!keep.has(id)) this._drop(id);
    for (const person of found) if (keep.has(person.id) && !this.has(person)) this._add(person);
    this._changed();
    return true;
  }
}

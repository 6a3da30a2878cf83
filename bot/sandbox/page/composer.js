/** The line at the foot of a phone: writing, commands, files, voice notes, the bot's keyboard. */

import { askPlace, chooseFiles, offerFiles } from "./attachment.js";
import { lineOf } from "./bubble.js";
import { pass } from "./dialog.js";
import { make } from "./element.js";
import { icon } from "./icon.js";
import { openMenu } from "./menu.js";
import { Recorder } from "./recorder.js";
import { Suggestion } from "./suggestion.js";
import { lengthOf, words } from "./words.js";

const TOUCH = matchMedia("(pointer: coarse)");

export class Composer {
  /** `tell` shows what went wrong; `sent` is called when something has gone out. */
  constructor(chat, { tell, sent, log }) {
    Object.assign(this, { chat, tell, sent, log, about: null });
    this.field = make("textarea", {
      rows: 1, "aria-label": words("Message"), placeholder: words("Message"), enterkeyhint: "send",
      oninput: () => this._fit(), onkeydown: (event) => this._key(event), onpaste: (event) => this._paste(event),
    });
    this.suggestion = new Suggestion(this.field, () => chat.holds.commands, (text, atOnce) => this._command(text, atOnce));
    this.menu = this._round("menu", words("Commands"), () => this._showCommands());
    this.menu.addEventListener("pointerdown", (event) => event.preventDefault());
    this.clip = this._round("clip", words("Attach"), (event) => this._attach(event.currentTarget));
    this.keys = this._round("keyboard", words("Keyboard"), () => this._toggleKeys());
    this.mic = this._round("mic", words("Record a voice message"), () => this._record());
    this.go = make("button", { class: "round send", type: "submit", "aria-label": words("Send") }, icon("send"));
    this.note = make("div", { class: "about-line", hidden: true });
    this.keyboard = make("div", { class: "keyboard", role: "group", "aria-label": words("Keyboard"), hidden: true });
    this.line = make("form", { class: "writing", onsubmit: (event) => this._submit(event) },
      this.menu, this.clip, make("div", { class: "field" }, this.field), this.keys, this.mic, this.go);
    this.start = make("button", { class: "button main wide-button", type: "button", hidden: true });
    this.node = make("div", { class: "composer" }, this.suggestion.node, this.note, this.line, this.keyboard, this.start);
    this.hold();
    this.field.value = chat.draft;
    this._fit();
    // how high it is to be is known only when it is on the page
    requestAnimationFrame(() => this._fit());
  }

  /** Shows what the chat allows now. */
  hold() {
    const { started, blocked, keyboard, commands } = this.chat.holds;
    const ready = !blocked && (started || this.chat.messages.size > 0);
    this.line.hidden = !ready;
    this.start.hidden = ready;
    this.start.textContent = blocked ? words("Unblock") : words("Start");
    this.start.onclick = () => this._do(() => (blocked ? this.chat.block(false) : this.chat.open()));
    this.menu.hidden = !commands.length;
    if (keyboard !== this._keyboard) this._drawKeys(keyboard);
    this.keys.hidden = !keyboard;
    this.keyboard.hidden = !ready || !keyboard || this._folded;
  }

  /** Takes the line in hand; where that would cover half the screen with a keyboard, only the messages. */
  focus() {
    if (TOUCH.matches) this.log.focusLog();
    else (this.line.hidden ? this.start : this.field).focus();
  }

  /** Begins an answer to a message. */
  reply(message) {
    this._about({ message, edit: false });
  }

  /** Begins to change a message. */
  edit(message) {
    this._about({ message, edit: true });
    this.field.value = message.text ?? message.caption ?? "";
    this._fit();
  }

  async offer(files) {
    if (this.line.hidden) return;
    const empty = files.find((each) => !each.size);
    if (empty) return this.tell(words("{name} is empty; Telegram takes no empty files.", { name: empty.name }));
    const text = await offerFiles(files, this.chat, this.field.value, (told) => this.tell(told));
    if (text === null) return;
    this.field.value = "";
    this._fit();
    this.sent();
  }

  _round(name, label, act) {
    return make("button", { class: "round quiet", type: "button", "aria-label": label, title: label, onclick: act }, icon(name));
  }

  _about(about) {
    this.about = about;
    this.note.hidden = !about;
    if (about) {
      const { message, edit } = about;
      this.note.replaceChildren(icon(edit ? "edit" : "reply"),
        make("div", {}, make("strong", {}, edit ? words("Edit message") : words("Reply")), make("span", {}, lineOf(message))),
        make("button", { class: "round quiet", type: "button", "aria-label": words("Cancel"), onclick: () => this._cancel() }, icon("close")));
    }
    this.field.focus();
    this._fit();
  }

  _cancel() {
    if (this.about?.edit) this.field.value = "";
    this._about(null);
  }

  _fit() {
    this.field.style.setProperty("height", "auto");
    this.field.style.setProperty("height", `${Math.min(this.field.scrollHeight, 160)}px`);
    const writing = Boolean(this.field.value.trim()) || this.about?.edit;
    this.go.hidden = !writing;
    this.mic.hidden = writing;
    if (!this.about?.edit) this.chat.write(this.field.value);
  }

  _key(event) {
    if (this.suggestion.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this._submit(event);
    else if (event.key === "Escape" && this.about) {
      event.stopPropagation();
      this._cancel();
    } else if (event.key === "ArrowUp" && !this.field.value && !event.shiftKey) {
      const own = this.chat.ordered().filter((each) => each.own && (each.text || each.caption)).at(-1);
      if (own && event.altKey) this.edit(own);
      else this.log.focusLast();
      event.preventDefault();
    }
  }

  async _submit(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    const about = this.about;
    if (!text && !about?.edit) return;
    this.suggestion.hide();
    this.field.value = "";
    this._about(null);
    const done = await this._do(() => (about?.edit
      ? this.chat.edit(about.message.message_id, text) : this.chat.say(text, about?.message.message_id ?? null)));
    if (!done) {
      this.field.value = text;
      this._fit();
    }
  }

  async _do(act) {
    try {
      await act();
      this.sent();
      return true;
    } catch (refused) {
      this.tell(refused.message);
      return false;
    }
  }

  _command(text, atOnce) {
    this.field.value = atOnce ? "" : `${text} `;
    this._fit();
    this.field.focus();
    if (atOnce) this._do(() => this.chat.say(text));
  }

  _showCommands() {
    if (!this.suggestion.node.hidden) return this.suggestion.hide();
    this.field.focus();
    return this.suggestion.look(true);
  }

  _attach(anchor) {
    openMenu(anchor, [
      { label: words("Photo or video"), icon: "image", act: () => chooseFiles("image/*,video/*", (files) => this.offer(files)) },
      { label: words("File"), icon: "file", act: () => chooseFiles("", (files) => this.offer(files)) },
      { label: words("Location"), icon: "place", act: () => this._place() },
    ], words("Attach"));
  }

  async _place() {
    const place = await askPlace();
    if (place) await this._do(() => this.chat.sendPlace(place.latitude, place.longitude));
  }

  _paste(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    this.offer(files);
  }

  // The bot's own keyboard.

  _drawKeys(keyboard) {
    this._keyboard = keyboard;
    this._folded = false;
    this.field.placeholder = keyboard?.input_field_placeholder || words("Message");
    this.keyboard.replaceChildren(...(keyboard?.keyboard ?? []).map((row) => make("div", { class: "row" },
      row.map((key) => make("button", { class: "key", type: "button", onclick: () => this._pressKey(key) }, make("span", {}, key.text))))));
  }

  async _pressKey(key) {
    if (key.request_location) await this._place();
    else if (key.request_contact) await this._do(() => this.chat.sendContact("+358 40 123 4567"));
    else await this._do(() => this.chat.say(key.text));
    if (this._keyboard?.one_time_keyboard) this._toggleKeys();
  }

  _toggleKeys() {
    this._folded = !this._folded;
    this.hold();
  }

  // Voice notes.

  async _record() {
    const recorder = new Recorder();
    const dots = make("div", { class: "levels", "aria-hidden": "true" });
    const time = make("span", { class: "length", role: "timer" }, lengthOf(0));
    let beat = 0;
    const level = (loud, seconds) => {
      time.textContent = lengthOf(seconds);
      if ((beat += 1) % 4) return;
      dots.append(make("i", { style: { "--loud": String(loud) } }));
      if (dots.children.length > 60) dots.firstChild.remove();
    };
    try {
      await recorder.start(level);
    } catch {
      this.tell(words("No microphone, or it may not be used here."));
      return;
    }
    const end = (bar) => {
      bar.remove();
      this.line.hidden = false;
      this.field.focus();
    };
    const bar = make("div", { class: "recording", role: "group", "aria-label": words("Recording") },
      make("button", { class: "round quiet", type: "button", "aria-label": words("Discard recording"), onclick: () => {
        recorder.cancel();
        end(bar);
      } }, icon("trash")), make("span", { class: "red" }), time, dots,
      make("button", { class: "round send", type: "button", "aria-label": words("Send recording"), onclick: async () => {
        end(bar);
        const { kind, blob, seconds } = await recorder.stop();
        const name = kind === "audio" ? `recording.${blob.type.includes("mp4") ? "m4a" : "webm"}` : undefined;
        await this._do(() => this.chat.send(kind, blob, { name, seconds }));
      } }, icon("send")));
    bar.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      recorder.cancel();
      end(bar);
    });
    this.line.hidden = true;
    this.line.after(bar);
    bar.lastElementChild.focus();
  }
}

/** Shows in a phone what went wrong. */
export function teller(place) {
  return (text) => pass(place, text, "wrong");
}

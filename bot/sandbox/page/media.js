/** What a message carries besides text: pictures, recordings, papers, places. */

import { make } from "./element.js";
import { icon } from "./icon.js";
import { fileAddress, pagesAddress, pictureAddress } from "./sandbox.js";
import { showPaper, showPictures } from "./viewer.js";
import { addressOf, sound } from "./sound.js";
import { sizeOf, words } from "./words.js";

const WIDEST = 300;
const HIGHEST = 340;

/** The nodes of what some messages carry; several are the parts of one album. */
export function carried(chat, messages) {
  const pictures = messages.filter((each) => each.photo || each.video || each.animation);
  if (pictures.length > 1) return [grid(chat, pictures)];
  return messages.map((message) => single(chat, message)).filter(Boolean);
}

/** Where the file of a message is, if it has one. */
export function fileOf(chat, message) {
  const file = message.photo?.at(-1) ?? message.voice ?? message.audio ?? message.video ?? message.animation
    ?? message.video_note ?? message.document;
  return file ? { ...file, address: fileAddress(chat, message, file) } : null;
}

/** What a message is in one word, for lists and quotes. */
export function kindOf(message) {
  if (message.photo) return words("Photo");
  if (message.voice) return words("Voice message");
  if (message.audio) return message.audio.title || message.audio.file_name || words("Recording");
  if (message.video || message.video_note) return words("Video");
  if (message.animation) return "GIF";
  if (message.document) return message.document.file_name;
  if (message.location) return words("Location");
  if (message.contact) return words("Contact");
  if (message.pinned_message) return words("Pinned a message");
  return "";
}

function single(chat, message) {
  const file = fileOf(chat, message);
  if (message.photo) return picture(chat, message, [message]);
  if (message.voice) return sound(file.address, file.duration);
  if (message.audio) return sound(file.address, file.duration, file.title || file.file_name || words("Recording"));
  if (message.video || message.video_note) return film(file, message.video_note ? "film circle" : "film");
  if (message.animation) return film(file, "film", { loop: true, muted: true, autoplay: true });
  if (message.document) return paper(chat, message, file);
  if (message.location) return place(message.location);
  if (message.contact) return contact(message.contact);
  return null;
}

function picture(chat, message, all) {
  const file = fileOf(chat, message);
  const scale = Math.min(WIDEST / file.width, HIGHEST / file.height, 1.5);
  const image = make("img", {
    src: file.address, loading: "lazy", decoding: "async", alt: message.caption || words("Photo"),
    width: Math.round(file.width * scale), height: Math.round(file.height * scale),
  });
  image.addEventListener("error", () => image.replaceWith(make("span", { class: "broken" }, icon("image"))));
  const open = () => showPictures(all.map((each) => ({
    address: fileOf(chat, each).address, caption: each.caption ?? "", kept: each.has_protected_content,
  })), all.indexOf(message));
  const hidden = message.has_media_spoiler ? " hidden-picture" : "";
  return make("button", {
    class: `picture${hidden}`, type: "button", "aria-label": words("Open photo"),
    onclick: (event) => (event.currentTarget.classList.contains("hidden-picture")
      ? event.currentTarget.classList.remove("hidden-picture") : open()),
  }, image);
}

function grid(chat, messages) {
  const photos = messages.filter((each) => each.photo);
  const cells = messages.map((each) => (each.photo ? picture(chat, each, photos) : film(fileOf(chat, each), "film")));
  return make("div", { class: `album of-${Math.min(messages.length, 4)}` }, cells);
}

function film(file, name, options = {}) {
  const video = make("video", { class: name, controls: true, preload: "metadata", playsinline: true, ...options });
  addressOf(file.address).then((address) => { video.src = address; }).catch(() => video.classList.add("broken"));
  return video;
}

function paper(chat, message, file) {
  const name = file.file_name ?? words("File");
  const kind = name.includes(".") ? name.split(".").at(-1).slice(0, 4).toUpperCase() : "";
  const readable = file.mime_type === "application/pdf";
  const kept = message.has_protected_content;
  const about = [
    make("span", { class: `sheet ${kind.toLowerCase()}` }, kind),
    make("span", { class: "about" }, make("strong", {}, name), make("span", { class: "size" }, sizeOf(file.file_size ?? 0))),
  ];
  const open = readable
    ? make("button", { class: "paper", type: "button", "aria-label": words("Open {name}", { name }), onclick: () => showPaper(name, file.address, kept, (number) => pagesAddress(chat, message, file, number)) },
      firstPage(pictureAddress(pagesAddress(chat, message, file, 1))), make("span", { class: "row" }, about))
    : make("span", { class: "paper" }, make("span", { class: "row" }, about));
  const fetch = !kept && make("a", {
    class: "round quiet", href: file.address, download: name, "aria-label": words("Download {name}", { name }),
  }, icon("download"));
  return make("div", { class: readable ? "document readable" : "document" }, open, fetch);
}

function firstPage(address) {
  const image = make("img", { class: "first-page", src: address, alt: "", loading: "lazy", decoding: "async" });
  image.addEventListener("error", () => image.remove());
  return image;
}

function place({ latitude, longitude, live_period: live }) {
  const where = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  const address = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=15/${latitude}/${longitude}`;
  return make("a", { class: "place", href: address, target: "_blank", rel: "noopener noreferrer", "aria-label": words("Location {where}, open a map", { where }) },
    make("span", { class: "map" }, icon("place")),
    make("span", { class: "about" }, make("strong", {}, live ? words("Live location") : words("Location")), make("span", { class: "size" }, where)));
}

function contact({ first_name: name, phone_number: number }) {
  return make("div", { class: "document" },
    make("span", { class: "paper" }, make("span", { class: "row" }, make("span", { class: "sheet" }, icon("person")),
      make("span", { class: "about" }, make("strong", {}, name), make("span", { class: "size" }, number)))));
}

// What the editor says: to the eyes beside the tools, to the ears in a live region.
import { range } from "./clock.js";

export class Teller {
  constructor(root) {
    this.words = JSON.parse(document.getElementById("editor-words").textContent);
    this.live = root.querySelector("[data-live]");
    this.notice = root.querySelector("[data-notice]");
    this.state = root.querySelector("[data-state]");
  }

  // The sentence of that name, with what stands in {braces} filled in.
  words_of(name, facts = {}) {
    return this.words[name].replace(/\{(\w+)\}/g, (whole, key) => facts[key] ?? whole);
  }

  placeInWords(board, title, place) {
    const time = range(place.start, place.minutes);
    const rooms = board.roomsInWords(place, this);
    return this.words_of("moved", { title, day: board.day(place.day).name, time, rooms });
  }

  say(sentence) {
    this.live.textContent = sentence;
  }

  show(sentence) {
    if (this.state) this.state.textContent = sentence;
  }

  // Something that must not be overlooked, unless it is ""; it stays until the next one.
  warn(sentence) {
    if (!sentence) return;
    const box = document.createElement("div");
    box.className = "notice notice-error";
    box.setAttribute("role", "alert");
    const body = document.createElement("div");
    body.textContent = sentence;
    box.append(body);
    this.notice.replaceChildren(box);
  }

  quiet() {
    this.notice.replaceChildren();
  }
}

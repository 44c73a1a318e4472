// The model is read out of the page that the server has drawn, and written back by classes.
import { minuteOf, range } from "./clock.js";

const ROW_MINUTES = 5;
const MOST_COLUMNS = 30; // as in sessions/timetable.py, whose layout this follows

export class Board {
  constructor(root) {
    this.root = root;
    this.element = root.querySelector("[data-board]");
    this.trayArea = root.querySelector("[data-tray-area]");
    this.opens = Number(root.dataset.opens);
    this.closes = Number(root.dataset.closes);
    this.dayOpens = minuteOf(root.dataset.dayOpens);
    this.dayCloses = minuteOf(root.dataset.dayCloses);
    this.days = [...root.querySelectorAll("[data-day-name]")].map((heading) => {
      const section = heading.closest("[data-day]");
      return { iso: section.dataset.day, name: heading.textContent, section };
    });
    const names = this.days[0].section.querySelectorAll(".timetable-room");
    this.rooms = [...this.days[0].section.querySelectorAll(".lane")]
      .map((lane, n) => ({ id: Number(lane.dataset.lane), name: names[n].firstChild.textContent.trim() }))
      .filter((room) => room.id);
    this.picked = new Set();
    this.wide = matchMedia("(min-width: 48rem)");
    this.read();
  }

  read() {
    this.sessions = new Map();
    for (const element of this.root.querySelectorAll(".session[data-version]")) {
      const { id, version, day, start, minutes, rooms, group, kind } = element.dataset;
      this.sessions.set(Number(id), {
        id: Number(id),
        version: Number(version),
        title: element.querySelector("[data-title]").textContent,
        kind,
        group: group ?? "",
        place: {
          day,
          start: day ? Number(start) : null,
          minutes: Number(minutes),
          rooms: rooms.trim() ? rooms.trim().split(" ").map(Number) : [],
          all: "all" in element.dataset,
        },
      });
    }
    this.picked = new Set([...this.picked].filter((id) => this.sessions.has(id)));
    this.showPicks();
  }

  get isGrid() {
    return this.wide.matches;
  }

  element_of(id) {
    return document.getElementById(`session-${id}`);
  }

  day(iso) {
    return this.days.find((day) => day.iso === iso);
  }

  onDay(iso) {
    return [...this.sessions.values()].filter((session) => session.place.day === iso);
  }

  // The session that an event or the focus is in.
  sessionAt(target) {
    const element = target?.closest?.(".session[data-id]");
    return element ? this.sessions.get(Number(element.dataset.id)) : undefined;
  }

  // Numbers of the columns that a place takes: of its rooms, or behind them when it has none.
  columnsOf(place) {
    if (place.all) return this.rooms.map((_room, n) => n);
    const taken = this.rooms.flatMap((room, n) => (place.rooms.includes(room.id) ? [n] : []));
    return taken.length ? taken : [this.rooms.length];
  }

  roomsInWords(place, teller) {
    if (place.all) return teller.words_of("all_rooms");
    const names = this.rooms.filter((room) => place.rooms.includes(room.id)).map((room) => room.name);
    return names.join(", ") || teller.words_of("no_room");
  }

  classesOf(place) {
    const columns = this.columnsOf(place);
    const last = columns.findIndex((column, n) => n > 0 && column !== columns[n - 1] + 1);
    const width = Math.max(last < 0 ? columns.length : last, 1);
    const start = Math.max(place.start, this.opens);
    const end = Math.min(place.start + place.minutes, this.closes);
    const row = Math.floor((start - this.opens) / ROW_MINUTES);
    const rows = Math.max(Math.ceil((end - this.opens) / ROW_MINUTES) - row, 1);
    return [`r${row + 2}`, `s${rows}`, `c${Math.min(columns[0] ?? 0, MOST_COLUMNS - 1) + 2}`, `k${width}`];
  }

  // Put a session where it is to be before the server has answered. What this leaves out (second
  // boxes of rooms that are not adjacent, lanes beside each other) the answer brings.
  draw(id, { place, title }) {
    const session = this.sessions.get(id);
    const element = this.element_of(id);
    if (!session || !element) return;
    if (title !== undefined) {
      session.title = title;
      element.querySelector("[data-title]").textContent = title;
    }
    if (!place) return;
    session.place = place;
    for (const repeat of this.root.querySelectorAll(`[data-repeat][data-id="${id}"]`)) repeat.remove();
    const focus = document.activeElement;
    const hadFocus = element.contains(focus);
    const list = place.day
      ? this.day(place.day).section.querySelector(".timetable-items")
      : this.trayArea.querySelector("[data-tray]");
    if (element.parentElement !== list) list.append(element);
    const kept = [...element.classList].filter((name) => !/^([rsck]\d+|is-short|is-low)$/.test(name));
    const size = place.minutes <= 20 ? ["is-short"] : place.minutes < 45 ? ["is-low"] : [];
    element.className = [...kept, ...(place.day ? [...this.classesOf(place), ...size] : [])].join(" ");
    element.querySelector("[data-time]").textContent = place.day ? range(place.start, place.minutes) : "";
    if (hadFocus) focus.focus({ preventScroll: true });
  }

  // Take over what the server has drawn. Focus stays on the session that had it.
  apply({ days = {}, tray, warnings }) {
    const focused = document.activeElement?.closest?.(".session[data-id]")?.dataset.id;
    for (const [iso, html] of Object.entries(days)) {
      const shown = this.root.querySelector(`[data-timetable="${iso}"]`);
      if (!shown) {
        location.reload(); // a day outside the workshop's dates has come or gone
        return;
      }
      shown.replaceWith(fragment(html));
    }
    if (tray !== undefined) this.trayArea.querySelector("[data-tray]").replaceWith(fragment(tray));
    if (warnings !== undefined) this.applyWarnings(warnings);
    this.read();
    this.root.dispatchEvent(new CustomEvent("board:drawn"));
    if (focused) this.focus(Number(focused));
  }

  applyWarnings(html) {
    const shown = this.root.querySelector("[data-warnings]");
    if (shown.contains(document.activeElement) && document.activeElement.matches("input")) return; // a note is being typed
    const open = [...shown.querySelectorAll("details")].map((details) => details.open);
    const drawn = fragment(html);
    if (open.length) drawn.querySelector("details")?.toggleAttribute("open", open[0]);
    shown.replaceWith(drawn);
  }

  focus(id) {
    const link = this.element_of(id)?.querySelector(".session-link");
    link?.focus({ preventScroll: true });
    link?.closest(".session").scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  pick(id) {
    if (!this.picked.delete(id)) this.picked.add(id);
    this.showPicks();
    return this.picked.has(id);
  }

  unpickAll() {
    this.picked.clear();
    this.showPicks();
  }

  showPicks() {
    for (const element of this.root.querySelectorAll(".session[data-id]")) {
      element.classList.toggle("is-picked", this.picked.has(Number(element.dataset.id)));
    }
  }
}

const fragment = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
};

// The way without dragging: everything about a session, a new one, or a whole day in a dialog.
import { clock, minuteOf, range, toFive } from "./clock.js";
import { daysSwapped, movedTo, shifted, shiftedAfter, swapped, unscheduled, usualDay } from "./places.js";

export class Dialogs {
  constructor(board, desk) {
    this.board = board;
    this.desk = desk;
    this.teller = desk.teller;
    for (const name of ["session", "add", "day"]) this.prepare(name);
  }

  prepare(name) {
    const dialog = document.getElementById(`${name}-dialog`);
    const form = dialog.querySelector("form");
    this[name] = { dialog, form };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.finish(name, this[`${name}Saved`]?.(form.elements));
    });
    dialog.addEventListener("click", (event) => {
      if (event.target.closest("[data-close]")) dialog.close();
      const wish = event.target.closest("[data-do]")?.dataset.do;
      if (wish) this.finish(name, this[wish](form.elements));
    });
    // In all rooms: then no single one can be ticked.
    form.elements.all?.addEventListener("change", () => this.showAll(form));
    dialog.addEventListener("close", () => this.id && this.board.focus(this.id));
  }

  // Close the dialog, or say what stands in the way ("" is nothing, undefined means stay open).
  finish(name, reason) {
    const { dialog, form } = this[name];
    const problem = form.querySelector("[data-problem]");
    problem.hidden = !reason;
    problem.textContent = reason ?? "";
    if (reason === "") dialog.close();
  }

  open(name) {
    const { dialog, form } = this[name];
    form.querySelector("[data-problem]").hidden = true;
    dialog.showModal();
  }

  showAll(form) {
    const all = form.elements.all.checked;
    for (const box of form.querySelectorAll("[name=room]")) box.disabled = all;
  }

  fillRooms(form, place) {
    form.elements.all.checked = place.all;
    for (const box of form.querySelectorAll("[name=room]")) box.checked = place.rooms.includes(Number(box.value));
    this.showAll(form);
  }

  roomsIn(form) {
    const all = form.elements.all.checked;
    const ticked = [...form.querySelectorAll("[name=room]:checked")].map((box) => Number(box.value));
    return { all, rooms: all ? [] : ticked };
  }

  // ---- One session ---------------------------------------------------------------------------

  openSession(id) {
    const { form } = this.session;
    const session = this.board.sessions.get(id);
    const { place, title } = session;
    this.id = id;
    this.version = session.version; // what is seen now; a later change of somebody else is not
    const fields = form.elements;
    fields.title.value = title;
    fields.day.value = place.day;
    fields.start.value = place.day ? clock(place.start) : "";
    fields.minutes.value = place.minutes;
    this.fillRooms(form, place);
    const others = [...this.board.sessions.values()].filter((one) => one.place.day && one.id !== id);
    fields.swap.replaceChildren(...others.map((one) => {
      const option = document.createElement("option");
      option.value = one.id;
      const day = this.board.days.length > 1 ? `${this.board.day(one.place.day).name}, ` : "";
      option.textContent = `${day}${range(one.place.start, one.place.minutes)} ${one.title}`;
      return option;
    }));
    form.querySelector("[data-full-form]").href = this.board.element_of(id).querySelector(".session-link").href;
    form.querySelector("[data-do=ungroup]").hidden = !session.group;
    this.open("session");
  }

  get current() {
    return this.board.sessions.get(this.id);
  }

  get seen() {
    return new Map([[this.id, this.version]]);
  }

  sessionSaved(fields) {
    const session = this.current;
    const title = fields.title.value.trim();
    const minutes = toFive(Number(fields.minutes.value));
    if (!title) return fields.title.validationMessage;
    if (minutes < 5) return this.teller.words_of("too_short");
    const day = fields.day.value;
    if (day && !fields.start.value) fields.start.value = clock(this.board.dayOpens + 60);
    const { rooms, all } = this.roomsIn(this.session.form);
    const place = { day, start: day ? toFive(minuteOf(fields.start.value)) : null, minutes, rooms, all };
    const titles = title === session.title ? new Map() : new Map([[session.id, title]]);
    const isMoved = JSON.stringify(place) !== JSON.stringify(session.place);
    const placed = isMoved ? movedTo(this.board, session, place) : new Map();
    return isMoved || titles.size ? this.desk.move(placed, { titles, versions: this.seen }) : "";
  }

  putAway() {
    const { id, place } = this.current;
    return place.day ? this.desk.move(new Map([[id, unscheduled(place)]]), { versions: this.seen }) : "";
  }

  duplicate() {
    const session = this.current;
    const title = this.teller.words_of("copy", { title: session.title });
    return this.desk.add([{ title, kind: session.kind, copy_of: session.id, place: unscheduled(session.place) }]);
  }

  split() {
    const { id, title, kind, place } = this.current;
    const half = toFive(place.minutes / 2);
    if (!place.day || place.minutes < 10) return this.teller.words_of("too_short");
    const second = { ...place, start: place.start + half, minutes: place.minutes - half };
    const name = this.teller.words_of("second_part", { title });
    return this.desk.add(
      [{ title: name, kind, copy_of: id, place: second }],
      [{ id, version: this.version, place: { ...place, minutes: half } }],
    );
  }

  ungroup() {
    this.desk.regroup(this.current, "");
    return "";
  }

  swap(fields) {
    const other = this.board.sessions.get(Number(fields.swap.value));
    if (!other || !this.current.place.day) return undefined;
    return this.desk.move(swapped(this.current, other));
  }

  shift(fields) {
    if (!this.current.place.day) return this.teller.words_of("nothing_to_shift");
    const placed = shiftedAfter(this.board, this.current, Number(fields.shift.value));
    return placed.size ? this.desk.move(placed) : this.teller.words_of("nothing_to_shift");
  }

  // ---- A new session -------------------------------------------------------------------------

  openAdd(place) {
    const { form } = this.add;
    this.id = 0;
    this.place = place;
    form.querySelector("[data-place]").textContent = this.board.day(place.day).name;
    form.elements.title.value = "";
    form.elements.start.value = clock(place.start);
    form.elements.parallel.checked = false;
    this.fillRooms(form, place);
    this.open("add");
    form.elements.title.focus();
  }

  addSaved(fields) {
    const title = fields.title.value.trim();
    if (!title) return fields.title.validationMessage;
    const minutes = toFive(Number(fields.minutes.value));
    if (minutes < 5) return this.teller.words_of("too_short");
    const { rooms, all } = this.roomsIn(this.add.form);
    const start = toFive(minuteOf(fields.start.value || clock(this.place.start)));
    const place = { day: this.place.day, start, minutes, rooms, all };
    const kind = fields.kind.value;
    if (!fields.parallel.checked || rooms.length < 2) return this.desk.add([{ title, kind, place }]);
    return this.desk.add(rooms.map((room, n) => ({
      title: this.teller.words_of("numbered", { title, number: n + 1 }),
      kind,
      place: { ...place, rooms: [room] },
      group: "new",
    })));
  }

  // ---- A whole day ---------------------------------------------------------------------------

  openDay(iso) {
    const { form } = this.day;
    this.id = 0;
    this.iso = iso;
    form.querySelector("[data-place]").textContent = this.board.day(iso).name;
    for (const option of form.elements.target.options) option.disabled = option.value === iso;
    form.elements.target.value = this.board.days.find((day) => day.iso !== iso)?.iso ?? "";
    this.open("day");
  }

  shiftDay(fields) {
    const sessions = this.board.onDay(this.iso);
    if (!sessions.length) return this.teller.words_of("nothing_to_shift");
    return this.desk.move(shifted(sessions, Number(fields.shift.value)));
  }

  moveDay(fields) {
    if (!fields.target.value) return undefined;
    const placed = daysSwapped(this.board, this.iso, fields.target.value);
    return placed.size ? this.desk.move(placed) : "";
  }

  frame() {
    const additions = usualDay(this.board, this.iso, this.teller);
    return additions.length ? this.desk.add(additions) : this.teller.words_of("no_space");
  }
}

// Where every change passes: checked, shown at once, remembered for undoing, saved.
import { range } from "./clock.js";
import { keep, kept } from "./keeping.js";
import { obstacle } from "./places.js";
import { Saver } from "./saving.js";

const MOST_STEPS = 100;

export class Desk {
  constructor(board, teller) {
    this.board = board;
    this.teller = teller;
    this.keys = 0;
    this.holders = new Set(); // the tools that have a session in hand
    this.saver = new Saver(board, teller, this);
    // What was done in this tab is undone also after a visit to another page.
    this.shelf = `agenda-steps:${board.root.dataset.arrangement}`;
    const { done = [], undone = [], memory } = kept("sessionStorage", this.shelf) ?? {};
    Object.assign(this, { done, undone });
    this.saver.recall(memory);
    this.showTools();
  }

  // While something is in hand nothing else may move below it, nor be drawn anew.
  get isHeld() {
    return this.holders.size > 0;
  }

  hold(tool, isHeld = true) {
    if (isHeld) this.holders.add(tool);
    else this.holders.delete(tool);
  }

  // Sessions go to their places in `placed`, all or none. Returns why not, "" when they do.
  move(placed, { merge = "", versions = new Map(), titles = new Map() } = {}) {
    const { board, teller } = this;
    const reason = placed ? obstacle(board, placed, teller) : teller.words_of("no_such_day");
    if (reason) return reason;
    const ids = [...new Set([...placed.keys(), ...titles.keys()])];
    const change = (id, place, title) => ({
      id,
      version: versions.get(id),
      ...(place && { place }),
      ...(title !== undefined && { title }),
    });
    this.run({
      forward: ids.map((id) => change(id, placed.get(id), titles.get(id))),
      backward: ids.map((id) => {
        const { place, title } = board.sessions.get(id);
        return { id, ...(placed.has(id) && { place }), ...(titles.has(id) && { title }) };
      }),
      said: this.inWords(placed, titles),
      merge,
    });
    return "";
  }

  // New sessions, and others that change with them. Each is {title, kind, place, copy_of, group}.
  add(additions, revisions = []) {
    const placed = new Map(additions.map((one, n) => [`new${n}`, one.place]));
    for (const { id, place } of revisions) if (place) placed.set(id, place);
    const reason = obstacle(this.board, placed, this.teller);
    if (reason) return reason;
    // Unlike any key of an earlier visit to the page, whose steps may still be undone.
    const page = Math.floor(performance.timeOrigin);
    const keyed = additions.map((one) => ({ ...one, key: `n${page}-${(this.keys += 1)}` }));
    this.run({
      forward: [...revisions, ...keyed],
      backward: [
        ...revisions.map(({ id, place, group }) => {
          const before = this.board.sessions.get(id);
          return { id, ...(place && { place: before.place }), ...(group !== undefined && { group: before.group }) };
        }),
        ...keyed.map(({ key }) => ({ id: key, takes_back: true })),
      ],
      said: this.addedInWords(additions),
      focus: keyed[0].key,
    });
    return "";
  }

  regroup(session, group) {
    this.run({
      forward: [{ id: session.id, group }],
      backward: [{ id: session.id, group: session.group }],
      said: "",
    });
  }

  run(command) {
    this.undone = [];
    const entry = this.send(command, command.forward, command.backward, false);
    if (entry.command !== command) entry.command.forward = command.forward; // merged into the step before
    else this.done.push(command);
    this.teller.quiet();
    this.teller.say(command.said);
    this.showTools();
  }

  undo() {
    const command = this.done.pop();
    if (!command) return this.teller.say(this.teller.words_of("nothing_to_undo"));
    this.undone.push(command);
    this.send({ ...command, merge: "", focus: "" }, command.backward, command.forward, true);
    this.teller.say(this.teller.words_of("undone"));
    return this.showTools();
  }

  redo() {
    const command = this.undone.pop();
    if (!command) return;
    this.done.push(command);
    this.send({ ...command, merge: "" }, command.forward, command.backward, true);
    this.teller.say(this.teller.words_of("redone"));
    this.showTools();
  }

  send(command, changes, opposite, isRepeat) {
    for (const { id, place, title } of changes) {
      if (id !== undefined) this.board.draw(this.saver.ids.get(id) ?? id, { place, title });
    }
    return this.saver.add({ command, changes, opposite, isRepeat, merge: isRepeat ? "" : command.merge });
  }

  made(entry, body) {
    const [id] = Object.values(body.made);
    if (id && entry.command.focus) this.board.focus(id);
    this.remember();
  }

  // Only what the server knows: a step that is on its way may still be refused.
  remember() {
    if (this.saver.isBusy) return;
    const [done, undone] = [this.done, this.undone].map((steps) => steps.slice(-MOST_STEPS));
    keep("sessionStorage", this.shelf, { done, undone, memory: this.saver.memory });
  }

  // Nothing of `entries` was saved: show again what was there, and forget them.
  refused(entries, sentence) {
    for (const entry of entries.toReversed()) {
      for (const { id, place, title } of entry.opposite) {
        if (typeof id === "number") this.board.draw(id, { place, title });
      }
    }
    const lost = new Set(entries.flatMap((entry) => [entry.command.forward, entry.command.backward]));
    const isKept = (command) => !lost.has(command.forward);
    this.done = this.done.filter(isKept);
    this.undone = this.undone.filter(isKept);
    this.teller.warn(sentence);
    this.showTools();
    this.remember();
  }

  pick(session) {
    const name = this.board.pick(session.id) ? "picked" : "unpicked";
    this.teller.say(this.teller.words_of(name, { title: session.title, count: this.board.picked.size }));
  }

  heard(edits) {
    const sentence = edits.slice(-3).join(" ");
    this.teller.show(sentence);
    this.teller.say(sentence);
  }

  showTools() {
    for (const [name, steps] of Object.entries({ undo: this.done, redo: this.undone })) {
      this.board.root.querySelector(`[data-tool=${name}]`)?.toggleAttribute("disabled", !steps.length);
    }
  }

  inWords(placed, titles) {
    const { board, teller } = this;
    if (placed.size > 1) return teller.words_of("several", { count: placed.size });
    if (!placed.size) return teller.words_of("renamed", { title: [...titles.values()][0] });
    const [[id, place]] = placed;
    const { title, place: before } = board.sessions.get(id);
    if (!place.day) return teller.words_of("put_away", { title });
    const isLength = before.start === place.start && before.minutes !== place.minutes;
    if (!isLength) return teller.placeInWords(board, title, place);
    const end = range(place.start, place.minutes).slice(-5);
    return teller.words_of("shortened", { title, minutes: place.minutes, end });
  }

  addedInWords([{ title, place }]) {
    const { board, teller } = this;
    if (!place.day) return teller.words_of("added", { title, day: teller.words_of("tray"), time: "" });
    const time = range(place.start, place.minutes);
    return teller.words_of("added", { title, day: board.day(place.day).name, time });
  }
}

// Places of sessions, as pure functions: what a gesture makes of them, and what forbids it.
// A place is {day, start, minutes, rooms, all}; what is to be is a Map of ids to places.
import { clock, range, toFive } from "./clock.js";

// A session with the others that go along: those picked, and those made beside it.
export function together(board, session) {
  const ids = board.picked.has(session.id) ? [...board.picked] : [session.id];
  const found = new Set(ids);
  for (const id of ids) {
    const one = board.sessions.get(id);
    for (const other of board.sessions.values()) {
      const sideBySide = one.group && one.group === other.group && one.place.day
        && one.place.day === other.place.day && one.place.start === other.place.start;
      if (sideBySide) found.add(other.id);
    }
  }
  return [...found].map((id) => board.sessions.get(id));
}

// `session` goes to `place`; what goes along is moved by as much time and as many days.
export function movedTo(board, session, place) {
  const placed = new Map([[session.id, place]]);
  const isMove = session.place.day && place.day;
  if (!isMove) {
    if (board.picked.has(session.id) && !place.day) {
      for (const id of board.picked) placed.set(id, unscheduled(board.sessions.get(id).place));
    }
    return placed;
  }
  const number = (iso) => board.days.findIndex((day) => day.iso === iso);
  const days = number(place.day) - number(session.place.day);
  const minutes = place.start - session.place.start;
  for (const other of together(board, session)) {
    if (other.id === session.id || !other.place.day) continue;
    const day = board.days[number(other.place.day) + days]?.iso;
    if (!day) return null;
    placed.set(other.id, { ...other.place, day, start: other.place.start + minutes });
  }
  return placed;
}

export const unscheduled = (place) => ({ ...place, day: "", start: null });

// To the next column, or past the last one to the next day; null at the end of the last day.
export function beside(board, session, step) {
  const { place } = session;
  const columns = board.columnsOf(place);
  const width = columns.length;
  const isAdjacent = columns.every((column, n) => column === columns[0] + n);
  const number = board.days.findIndex((day) => day.iso === place.day);
  const other = board.days[number + step]?.iso;
  const hasRoom = !place.all && place.rooms.length > 0;
  const first = columns[0] + step;
  if (hasRoom && isAdjacent && first >= 0 && first + width <= board.rooms.length) {
    return { ...place, rooms: board.rooms.slice(first, first + width).map((room) => room.id) };
  }
  if (!place.all && !place.rooms.length && step < 0 && board.rooms.length) {
    return { ...place, rooms: [board.rooms.at(-1).id] };
  }
  if (!other) return null;
  if (!hasRoom || !isAdjacent) return { ...place, day: other };
  const from = step > 0 ? 0 : board.rooms.length - width;
  return { ...place, day: other, rooms: board.rooms.slice(from, from + width).map((room) => room.id) };
}

// Two sessions change places; each keeps its length, unless both have the same start's worth of it.
export function swapped(one, other) {
  const at = (place, minutes) => ({ ...place, minutes });
  return new Map([
    [one.id, at(other.place, one.place.minutes)],
    [other.id, at(one.place, other.place.minutes)],
  ]);
}

export function shiftedAfter(board, session, minutes) {
  const end = session.place.start + session.place.minutes;
  return shifted(board.onDay(session.place.day).filter((one) => one.place.start >= end), minutes);
}

export const shifted = (sessions, minutes) =>
  new Map(sessions.map((one) => [one.id, { ...one.place, start: one.place.start + toFive(minutes) }]));

// All of one day goes to another; what is there comes back the other way.
export const daysSwapped = (board, day, other) =>
  new Map([
    ...board.onDay(day).map((one) => [one.id, { ...one.place, day: other }]),
    ...board.onDay(other).map((one) => [one.id, { ...one.place, day }]),
  ]);

// ---- What nearly every day has: made in one go, where the day has free time for it ------------

const USUAL = [
  ["opening", "opening", 9 * 60, 30],
  ["coffee", "break", 10 * 60 + 30, 30],
  ["lunch", "break", 13 * 60, 60],
  ["coffee", "break", 15 * 60 + 30, 30],
  ["closing", "closing", 17 * 60, 30],
];

export function usualDay(board, iso, teller) {
  return USUAL.map(([word, kind, start, minutes]) => ({
    title: teller.words_of(word),
    kind,
    place: { day: iso, start, minutes, rooms: [], all: true },
  })).filter(({ place }) => !obstacle(board, new Map([["new", place]]), teller));
}

// ---- The hard rules, told before the server is asked; it has the last word (sessions/conflicts/)

const meet = (one, other) =>
  one.day === other.day &&
  Math.max(one.start, other.start) < Math.min(one.start + one.minutes, other.start + other.minutes);

// The ids of the rooms that both take; all of them for a session in all rooms.
const shared = (one, other, rooms) => {
  if (one.all && other.all) return ["all"];
  const taken = (place) => (place.all ? rooms : place.rooms);
  return taken(one).filter((room) => taken(other).includes(room));
};

// Why `placed`, a Map from session ids (or keys of new ones) to places, cannot be; "" when it can.
export function obstacle(board, placed, teller) {
  const rooms = board.rooms.map((room) => room.id);
  const others = [...board.sessions.values()].filter((session) => !placed.has(session.id));
  const entries = [...placed].filter(([, place]) => place.day);
  for (const [id, place] of entries) {
    if (place.start < board.dayOpens || place.start + place.minutes > board.dayCloses) {
      const hours = { opens: clock(board.dayOpens), closes: clock(board.dayCloses) };
      return teller.words_of("outside", hours);
    }
    const moved = entries
      .filter(([other]) => other !== id)
      .map(([other, at]) => ({ title: board.sessions.get(other)?.title ?? "", place: at }));
    for (const other of [...others, ...moved]) {
      if (!other.place.day || !meet(place, other.place)) continue;
      const [room] = shared(place, other.place, rooms);
      if (room === undefined) continue;
      const name = board.rooms.find((one) => one.id === room)?.name ?? teller.words_of("all_rooms");
      const time = range(other.place.start, other.place.minutes);
      return teller.words_of("taken", { room: name, title: other.title, time });
    }
  }
  return "";
}
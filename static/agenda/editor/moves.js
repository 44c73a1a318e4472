// What a gesture does to places: pure functions from a board to a Map of ids and new places.
import { toFive } from "./clock.js";

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

// The hard rules, told before the server is asked; it has the last word (sessions/conflicts/).
import { clock, range } from "./clock.js";

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

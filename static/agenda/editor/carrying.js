// A session that waits is brought to its place by keys: picked up, moved over the board, put down.
import { Ghost } from "./ghost.js";
import { beside, obstacle } from "./places.js";

const STEP = 15;
const FINE_STEP = 5;

// Where `session` would be in nobody's way, day by day, in the rooms it had or in any; the morning
// of the first day when there is no such place.
function firstFree(board, session, teller) {
  const { place } = session;
  const isAnywhere = !place.all && !place.rooms.length && board.rooms.length > 0;
  const choices = isAnywhere ? board.rooms.map((room) => [room.id]) : [place.rooms];
  for (const { iso } of board.days) {
    for (const rooms of choices) {
      for (let start = board.dayOpens; start + place.minutes <= board.dayCloses; start += STEP) {
        const free = { ...place, rooms, day: iso, start };
        if (!obstacle(board, new Map([[session.id, free]]), teller)) return free;
      }
    }
  }
  return { ...place, rooms: choices[0], day: board.days[0].iso, start: board.dayOpens };
}

// A function that takes a key pressed on a session, and tells whether it was for carrying.
export function carrier(board, desk) {
  const { teller } = desk;
  const ghost = new Ghost(board, teller);
  let session = null;
  let place;
  let reason;

  const show = (to, said = "") => {
    place = to;
    reason = obstacle(board, new Map([[session.id, place]]), teller);
    ghost.show(place, { reason });
    ghost.reveal();
    teller.say([said, teller.placeInWords(board, session.title, place), reason].filter(Boolean).join(" "));
  };

  const lift = (isUp) => {
    desk.hold("carrying", isUp);
    board.element_of(session.id)?.classList.toggle("is-lifted", isUp);
    if (isUp) return;
    ghost.hide();
    session = null;
  };

  const pickUp = (one) => {
    session = one;
    lift(true);
    show(firstFree(board, one, teller), teller.words_of("carried", { title: one.title }));
  };

  const putDown = () => {
    if (reason) return teller.say(reason);
    const { id } = session;
    lift(false);
    teller.warn(desk.move(new Map([[id, place]])));
    return board.focus(id);
  };

  const move = ({ key, altKey }) => {
    const step = altKey ? FINE_STEP : STEP;
    const last = board.dayCloses - place.minutes;
    if (key === "ArrowUp") return { ...place, start: Math.max(place.start - step, board.dayOpens) };
    if (key === "ArrowDown") return { ...place, start: Math.min(place.start + step, last) };
    const isBackwards = (key === "ArrowLeft") === (document.dir !== "rtl");
    return beside(board, { place }, isBackwards ? -1 : 1) ?? place;
  };

  // Whoever goes elsewhere leaves it where it was.
  board.root.addEventListener("focusout", () => session && lift(false));

  return (focused, event) => {
    const { key } = event;
    if (!session) {
      if (key !== " " || focused.place.day || !board.isGrid) return false;
      pickUp(focused);
    } else if (key === "Enter" || key === " ") putDown();
    else if (key.startsWith("Arrow")) show(move(event));
    else if (key === "Escape") {
      lift(false);
      teller.say(teller.words_of("cancelled"));
    } else return false;
    return true;
  };
}

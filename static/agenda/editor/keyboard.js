// Everything that the pointer does, by keys, on the session that has the focus.
import { carrier } from "./carrying.js";
import { beside, movedTo, shiftedAfter, unscheduled } from "./places.js";

const SHIFT = 15;

export function listenToKeys(board, desk, editTitle) {
  const { teller } = desk;
  const carry = carrier(board, desk);

  const step = (session, key) => {
    const { place } = session;
    if (!place.day) return null;
    if (key === "ArrowUp") return { ...place, start: place.start - 5 };
    if (key === "ArrowDown") return { ...place, start: place.start + 5 };
    const isBackwards = (key === "ArrowLeft") === (document.dir !== "rtl");
    return beside(board, session, isBackwards ? -1 : 1);
  };

  const move = (session, key) => {
    const place = step(session, key);
    if (!place) {
      if (session.place.day) teller.say(teller.words_of("no_such_day"));
      return;
    }
    teller.warn(desk.move(movedTo(board, session, place), { merge: `move ${session.id}` }));
    board.focus(session.id);
  };

  const resize = (session, key) => {
    const longer = key === "ArrowDown" || key === "ArrowRight" ? 5 : -5;
    const minutes = session.place.minutes + longer;
    if (minutes < 5) return teller.say(teller.words_of("too_short"));
    const placed = new Map([[session.id, { ...session.place, minutes }]]);
    return teller.warn(desk.move(placed, { merge: `length ${session.id}` }));
  };

  const putAway = (session) => {
    const chosen = board.picked.has(session.id) ? [...board.picked] : [session.id];
    const placed = new Map(chosen.map((id) => [id, unscheduled(board.sessions.get(id).place)]));
    if (session.place.day) teller.warn(desk.move(placed));
    board.focus(session.id);
  };

  const shift = (session, minutes) => {
    if (!session.place.day) return;
    const placed = shiftedAfter(board, session, minutes);
    if (placed.size) teller.warn(desk.move(placed, { merge: `shift ${session.id}` }));
    else teller.say(teller.words_of("nothing_to_shift"));
  };

  const onSession = (session, event) => {
    const { key } = event;
    if (event.altKey && key.startsWith("Arrow")) (event.shiftKey ? resize : move)(session, key);
    else if (event.altKey && key === "PageDown") shift(session, SHIFT);
    else if (event.altKey && key === "PageUp") shift(session, -SHIFT);
    else if (event.altKey || event.ctrlKey || event.metaKey) return false;
    else if (key === "Delete" || key === "Backspace") putAway(session);
    else if (key === "F2") editTitle(session);
    else if (key === " ") desk.pick(session);
    else if (key === "Escape") board.unpickAll();
    else return false;
    return true;
  };

  board.root.addEventListener("keydown", (event) => {
    if (!event.target.matches(".session-link")) return;
    const session = board.sessionAt(event.target);
    if (session && (carry(session, event) || onSession(session, event))) event.preventDefault();
  });

  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (event.target.matches("input, select, textarea") || document.querySelector("dialog[open]")) return;
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) desk.undo();
    else if (key === "y" || (key === "z" && event.shiftKey)) desk.redo();
    else return;
    event.preventDefault();
  });
}

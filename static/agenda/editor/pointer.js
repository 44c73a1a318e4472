// Dragging and resizing with mouse, pen and finger. A finger presses a moment first, so that
// swiping still scrolls.
import { toFive } from "./clock.js";
import { Ghost } from "./ghost.js";
import { Ground } from "./ground.js";
import { movedTo, obstacle, unscheduled } from "./places.js";

const FAR_ENOUGH = 4;
const PRESS_MS = 300;

export function listenToPointer(board, desk, dialogs) {
  const { teller } = desk;
  const ground = new Ground(board);
  const ghost = new Ghost(board, teller);
  let press = null; // the pointer is down, nothing has moved yet
  let drag = null;
  let isCancelled = false; // the button is still down after Esc
  let frame = 0;

  const begin = () => {
    const { session, event, isGrip } = press;
    const element = board.element_of(session.id);
    ground.measure();
    const start = ground.at(press.x, press.y);
    const box = element.getBoundingClientRect();
    const columns = session.place.day ? board.columnsOf(session.place) : [0];
    drag = {
      session,
      isGrip,
      element,
      // What is under the pointer stays under it.
      rowsAbove: session.place.day ? (press.y - box.top) / ground.row : 0,
      // Of the grip, how far the end is from it.
      minutesBelow: isGrip ? session.place.start + session.place.minutes - ground.minuteAt(session.place.day, press.y) : 0,
      columnsBefore: session.place.day && start ? Math.max(start.column - columns[0], 0) : 0,
      x: event.clientX,
      y: event.clientY,
      target: null,
      reason: "",
      shown: "",
    };
    press = null;
    element.classList.add("is-lifted");
    document.body.classList.add(isGrip ? "is-resizing" : "is-dragging");
    follow();
  };

  // Where the session would go: a place, or null where there is none below the pointer.
  const target = () => {
    const { session, isGrip, minutesBelow, x, y } = drag;
    const { place } = session;
    if (isGrip) {
      const end = ground.minuteAt(place.day, y) + minutesBelow;
      return { ...place, minutes: Math.max(toFive(end - place.start), 5) };
    }
    if (ground.isTray(x, y)) return unscheduled(place);
    const found = ground.at(x, y);
    if (!found) return null;
    const start = toFive(ground.minuteAt(found.day, y - drag.rowsAbove * ground.row));
    const to = { ...place, day: found.day, start };
    if (place.all) return to;
    if (found.column >= board.rooms.length) return { ...to, rooms: [] };
    const width = Math.max(place.rooms.length, 1);
    const first = Math.min(Math.max(found.column - drag.columnsBefore, 0), board.rooms.length - width);
    return { ...to, rooms: board.rooms.slice(first, first + width).map((room) => room.id) };
  };

  const placed = (place) =>
    drag.isGrip ? new Map([[drag.session.id, place]]) : movedTo(board, drag.session, place);

  const follow = () => {
    frame = 0;
    if (!drag) return;
    const place = target();
    const same = JSON.stringify(place);
    if (same !== drag.shown) {
      drag.shown = same;
      drag.target = place;
      drag.placed = place && placed(place);
      drag.reason = place && (drag.placed ? obstacle(board, drag.placed, teller) : teller.words_of("no_such_day"));
      showGhost(place);
    }
    if (ground.scrollNear(drag.x, drag.y)) again();
  };

  const again = () => {
    frame ||= requestAnimationFrame(follow);
  };

  const showGhost = (place) => {
    board.trayArea.classList.toggle("is-target", Boolean(place && !place.day));
    if (place?.day) ghost.show(place, { reason: drag.reason });
    else ghost.hide();
  };

  const end = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    ghost.hide();
    drag.element.classList.remove("is-lifted");
    board.trayArea.classList.remove("is-target");
    document.body.classList.remove("is-dragging", "is-resizing");
    desk.hold("pointer", false);
    drag = null;
  };

  // The click that follows belongs to the drag.
  const swallowClick = () => {
    const swallow = (event) => {
      event.preventDefault();
      event.stopPropagation();
    };
    addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, { capture: true }), 50);
  };

  const drop = () => {
    const { session, target: place, placed: moves, shown } = drag;
    end();
    swallowClick();
    if (!place || shown === JSON.stringify(session.place)) return;
    teller.warn(desk.move(moves));
    board.focus(session.id);
  };

  const forget = () => {
    if (!press) return;
    clearTimeout(press.timer);
    press = null;
    desk.hold("pointer", false);
  };

  board.root.addEventListener("pointerdown", (event) => {
    isCancelled = false;
    const session = board.sessionAt(event.target);
    if (!session || drag || press || event.button !== 0 || !event.isPrimary) return;
    if (!board.isGrid || event.target.closest("input, .session-sign")) return;
    if (event.ctrlKey || event.metaKey) return;
    const isGrip = Boolean(event.target.closest("[data-grip]"));
    press = { session, event, isGrip, x: event.clientX, y: event.clientY };
    // Not only once it is lifted: of a session drawn anew under a finger no further move is heard.
    desk.hold("pointer");
    if (event.pointerType === "touch") press.timer = setTimeout(begin, PRESS_MS);
  });

  addEventListener("pointermove", (event) => {
    if (drag) {
      drag.x = event.clientX;
      drag.y = event.clientY;
      again();
      return;
    }
    if (!press) return;
    const far = Math.hypot(event.clientX - press.x, event.clientY - press.y);
    if (press.timer) {
      if (far > 2 * FAR_ENOUGH) forget(); // a swipe
    } else if (far >= FAR_ENOUGH) {
      press.event = event;
      begin();
    }
  });

  addEventListener("pointerup", () => {
    forget();
    if (isCancelled) swallowClick();
    isCancelled = false;
    if (!drag) return;
    if (frame) follow(); // where it was let go, not where the last frame saw it
    drop();
  });
  addEventListener("pointercancel", () => {
    forget();
    if (drag) end();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drag) return;
    event.preventDefault();
    end();
    isCancelled = true;
    teller.say(teller.words_of("cancelled"));
  }, { capture: true });
  board.root.addEventListener("touchmove", (event) => drag && event.cancelable && event.preventDefault(), { passive: false });
  board.root.addEventListener("contextmenu", (event) => (drag || press?.timer) && event.preventDefault());
  board.root.addEventListener("dragstart", (event) => board.sessionAt(event.target) && event.preventDefault());
  addEventListener("scroll", () => drag && (ground.measure(), again()), { capture: true, passive: true });

  board.root.addEventListener("click", (event) => {
    const session = board.sessionAt(event.target);
    if (!session || !event.target.closest(".session-link")) return;
    if (event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) desk.pick(session);
    else if (event.detail < 2) dialogs.openSession(session.id);
  });
}

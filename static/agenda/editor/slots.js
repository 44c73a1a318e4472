// Free time on the board: a click, or the arrows and Enter on a room's column, adds a session there.
import { clock } from "./clock.js";
import { Ghost } from "./ghost.js";

const STEP = 15;

export function listenToSlots(board, desk, dialogs) {
  const { teller } = desk;
  const slot = new Ghost(board, teller);
  let minute = board.dayOpens + 60;

  const lanesOf = (lane) => [...lane.closest(".timetable").querySelectorAll(".lane")];
  const dayOf = (lane) => lane.closest("[data-day]").dataset.day;

  const placeOf = (lane, start) => {
    const room = Number(lane.dataset.lane);
    return { day: dayOf(lane), start, minutes: 60, rooms: room ? [room] : [], all: false };
  };

  const label = (lane) => {
    const name = board.rooms.find((room) => room.id === Number(lane.dataset.lane))?.name;
    const facts = { room: name ?? teller.words_of("no_room"), day: board.day(dayOf(lane)).name, time: clock(minute) };
    lane.setAttribute("aria-label", teller.words_of("slot", facts));
  };

  // One column of each day is a stop of the Tab key; arrows go on from there.
  const prepare = () => {
    for (const lane of board.root.querySelectorAll(".lane")) {
      lane.setAttribute("role", "button");
      lane.tabIndex = lane === lanesOf(lane)[0] ? 0 : -1;
      label(lane);
    }
  };

  const show = (lane) => {
    label(lane);
    slot.show({ ...placeOf(lane, minute), minutes: 30 }, { kind: "is-slot", words: clock(minute) });
    slot.reveal();
  };

  board.element.addEventListener("focusin", (event) => {
    if (event.target.matches(".lane:focus-visible")) show(event.target);
  });
  board.element.addEventListener("focusout", () => slot.hide());
  board.element.addEventListener("keydown", (event) => {
    const lane = event.target;
    if (!lane.matches?.(".lane") || event.altKey || event.ctrlKey || event.metaKey) return;
    const lanes = lanesOf(lane);
    const isForward = (event.key === "ArrowRight") === (document.dir !== "rtl");
    if (event.key === "ArrowDown") minute = Math.min(minute + STEP, board.dayCloses - STEP);
    else if (event.key === "ArrowUp") minute = Math.max(minute - STEP, board.dayOpens);
    else if (event.key.startsWith("Arrow")) {
      const next = lanes[lanes.indexOf(lane) + (isForward ? 1 : -1)];
      if (next) {
        lane.tabIndex = -1;
        next.tabIndex = 0;
        next.focus();
      }
      event.preventDefault();
      return;
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      dialogs.openAdd(placeOf(lane, minute));
      return;
    } else return;
    event.preventDefault();
    show(lane);
    teller.say(lane.getAttribute("aria-label"));
  });

  board.element.addEventListener("click", (event) => {
    const lane = event.target;
    if (!lane.matches(".lane") || event.detail === 0) return;
    const box = lane.getBoundingClientRect();
    const rows = Math.floor(((event.clientY - box.top) / box.height) * ((board.closes - board.opens) / STEP));
    dialogs.openAdd(placeOf(lane, board.opens + rows * STEP));
  });
  board.root.addEventListener("board:drawn", prepare);
  prepare();
}

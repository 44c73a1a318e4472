// The buttons above the board.
import { keep, kept } from "./keeping.js";

const KEPT = "agenda-compact";

export function listenToTools(board, desk, dialogs) {
  const tools = board.root.querySelector("[data-tools]");
  tools.hidden = false;
  const compact = tools.querySelector("[data-tool=compact]");

  const setCompact = (isCompact) => {
    board.root.classList.toggle("is-compact", isCompact);
    compact.setAttribute("aria-pressed", String(isCompact));
  };
  setCompact(Boolean(kept("localStorage", KEPT)));

  tools.addEventListener("click", (event) => {
    const name = event.target.closest("[data-tool]")?.dataset.tool;
    if (name === "undo") desk.undo();
    if (name === "redo") desk.redo();
    if (name !== "compact") return;
    const isCompact = compact.getAttribute("aria-pressed") !== "true";
    setCompact(isCompact);
    keep("localStorage", KEPT, isCompact);
  });

  for (const menu of board.root.querySelectorAll("[data-day-menu]")) {
    menu.hidden = false;
    menu.addEventListener("click", () => dialogs.openDay(menu.closest("[data-day]").dataset.day));
  }
}

// The buttons above the board.

const KEPT = "agenda-compact";

export function listenToTools(board, desk, dialogs) {
  const tools = board.root.querySelector("[data-tools]");
  tools.hidden = false;
  const compact = tools.querySelector("[data-tool=compact]");

  const setCompact = (isCompact) => {
    board.root.classList.toggle("is-compact", isCompact);
    compact.setAttribute("aria-pressed", String(isCompact));
  };
  try {
    setCompact(localStorage.getItem(KEPT) === "1");
  } catch {
    // storage is switched off: the choice holds for this page
  }

  tools.addEventListener("click", (event) => {
    const name = event.target.closest("[data-tool]")?.dataset.tool;
    if (name === "undo") desk.undo();
    if (name === "redo") desk.redo();
    if (name !== "compact") return;
    setCompact(compact.getAttribute("aria-pressed") !== "true");
    try {
      localStorage.setItem(KEPT, compact.getAttribute("aria-pressed") === "true" ? "1" : "");
    } catch {
      // as above
    }
  });

  for (const menu of board.root.querySelectorAll("[data-day-menu]")) {
    menu.hidden = false;
    menu.addEventListener("click", () => dialogs.openDay(menu.closest("[data-day]").dataset.day));
  }
}

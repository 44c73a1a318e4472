// A title is changed where it stands: F2 or a double click; Enter keeps it, Esc does not.

export function listenToTitles(board, desk) {
  const edit = (session) => {
    const element = board.element_of(session.id);
    const link = element?.querySelector(".session-link");
    if (!link || element.querySelector(".session-name")) return;
    const field = document.createElement("input");
    field.className = "session-name";
    field.value = session.title;
    field.maxLength = 200;
    field.setAttribute("aria-label", session.title);
    const { version } = session;
    let isOver = false;

    const finish = (isKept) => {
      if (isOver) return;
      isOver = true;
      desk.hold("title", false);
      const title = field.value.trim();
      field.replaceWith(link);
      link.focus({ preventScroll: true });
      if (!isKept || !title || title === session.title) return;
      desk.move(new Map(), { titles: new Map([[session.id, title]]), versions: new Map([[session.id, version]]) });
    };

    field.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.isComposing) return;
      if (event.key === "Enter") finish(true);
      else if (event.key === "Escape") finish(false);
      else return;
      event.preventDefault();
    });
    field.addEventListener("blur", () => finish(true));
    desk.hold("title");
    link.replaceWith(field);
    field.focus();
    field.select();
  };

  board.root.addEventListener("dblclick", (event) => {
    const session = board.sessionAt(event.target);
    if (session && event.target.closest(".session-title, .session-link")) edit(session);
  });
  return edit;
}

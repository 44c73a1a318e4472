// From a warning to the session it is about, and back; accepting one without leaving the page.

export function listenToWarnings(board, desk) {
  const show = (id) => {
    const element = board.element_of(id);
    if (!element) return false;
    for (const shown of board.root.querySelectorAll(".is-shown")) shown.classList.remove("is-shown");
    element.classList.add("is-shown");
    element.scrollIntoView({ block: "center", inline: "center" });
    board.focus(id);
    return true;
  };

  board.root.addEventListener("click", (event) => {
    const jump = event.target.closest("[data-jump]");
    if (jump && show(Number(jump.hash.replace("#session-", "")))) event.preventDefault();
    const sign = event.target.closest(".session-sign");
    const warning = sign && document.querySelector(sign.hash);
    if (!warning) return;
    event.preventDefault();
    warning.closest("details").open = true;
    warning.scrollIntoView({ block: "center" });
    warning.focus();
  });

  board.root.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-acceptance]");
    if (!form || !form.reportValidity()) return;
    event.preventDefault();
    event.stopPropagation();
    const body = new FormData(form, event.submitter);
    try {
      await fetch(form.action, { method: "POST", body, redirect: "manual" });
      const answer = await fetch(`${board.root.dataset.changes}?since=${desk.saver.cursor}`);
      document.activeElement.blur();
      desk.saver.take(await answer.json());
      board.root.querySelector("[data-warnings]").focus();
    } catch {
      desk.teller.warn(desk.teller.words_of("failed"));
    }
  });
}

// Questions are dragged by their grip, with a mouse, a pen or a finger. Without this file, and by
// keyboard, the buttons "up" and "down" do the same.
const NEAR_EDGE = 60; // px from the window's edge at which the page begins to move
const STEP = 14;

const prepare = () => {
  for (const grip of document.querySelectorAll("[data-grip]")) grip.hidden = false;
};

const rowsAt = (x, y) => {
  const section = document.elementFromPoint(x, y)?.closest("[data-section]");
  return section?.querySelector("[data-rows]");
};

// The row that the dragged one comes to stand before; null for the end.
const rowBelow = (rows, dragged, y) =>
  [...rows.children].find((row) => {
    if (row === dragged) return false;
    const box = row.getBoundingClientRect();
    return y < box.top + box.height / 2;
  }) ?? null;

const send = (row) => {
  const form = row.querySelector("[data-move]");
  const values = {
    csrfmiddlewaretoken: form.querySelector("[name=csrfmiddlewaretoken]").value,
    section: row.closest("[data-section]").dataset.section,
    place: String([...row.parentElement.children].indexOf(row)),
  };
  htmx.ajax("POST", form.action, {
    values,
    source: form,
    target: "#composer",
    select: "#composer",
    swap: "outerHTML show:none",
  });
};

const drag = (grip, event) => {
  const row = grip.closest("[data-question]");
  const home = { rows: row.parentElement, next: row.nextElementSibling };
  let isMoved = false;
  row.classList.add("is-dragged");
  document.body.classList.add("is-dragging");
  grip.setPointerCapture(event.pointerId);

  const move = (to) => {
    if (to.clientY < NEAR_EDGE) window.scrollBy(0, -STEP);
    if (to.clientY > window.innerHeight - NEAR_EDGE) window.scrollBy(0, STEP);
    const rows = rowsAt(to.clientX, to.clientY);
    if (!rows) return;
    const below = rowBelow(rows, row, to.clientY);
    if (rows === row.parentElement && below === row.nextElementSibling) return;
    rows.insertBefore(row, below);
    isMoved = true;
  };
  const stop = () => {
    row.classList.remove("is-dragged");
    document.body.classList.remove("is-dragging");
    grip.removeEventListener("pointermove", move);
    grip.removeEventListener("pointerup", drop);
    grip.removeEventListener("pointercancel", giveUp);
    document.removeEventListener("keydown", escape);
  };
  const drop = () => {
    stop();
    const isHome = row.parentElement === home.rows && row.nextElementSibling === home.next;
    if (isMoved && !isHome) send(row);
  };
  const giveUp = () => {
    stop();
    home.rows.insertBefore(row, home.next);
  };
  const escape = (pressed) => {
    if (pressed.key === "Escape") giveUp();
  };
  grip.addEventListener("pointermove", move);
  grip.addEventListener("pointerup", drop);
  grip.addEventListener("pointercancel", giveUp);
  document.addEventListener("keydown", escape);
};

document.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest("[data-grip]");
  if (!grip || event.button !== 0) return;
  event.preventDefault();
  drag(grip, event);
});
document.addEventListener("htmx:afterSettle", prepare);
prepare();

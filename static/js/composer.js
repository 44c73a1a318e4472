// Questions are dragged by their grip, with a mouse, a pen or a finger. Without this file, and by
// keyboard, the buttons "up" and "down" do the same.
const NEAR_EDGE = 60; // px from the window's edge at which the page begins to move
const STEP = 9; // px in each frame

const prepare = () => {
  for (const grip of document.querySelectorAll("[data-grip]")) grip.hidden = false;
};

const rowsAt = (x, y) => {
  const section = document.elementFromPoint(x, y)?.closest("[data-section]");
  return section?.querySelector("[data-rows]");
};

// The row before which the dragged one would come to stand; null for the end.
const rowBelow = (rows, dragged, y) =>
  [...rows.querySelectorAll("[data-question]")].find((row) => {
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

// The row itself stays until it is dropped: a grip that leaves the page would lose the pointer.
const drag = (grip, event) => {
  const row = grip.closest("[data-question]");
  const after = row.nextElementSibling;
  const mark = document.createElement("li");
  mark.className = "composer-mark";
  let pointer = event;
  let frame = 0;
  row.classList.add("is-dragged");
  document.body.classList.add("is-dragging");
  grip.setPointerCapture(event.pointerId);

  const place = () => {
    const rows = rowsAt(pointer.clientX, pointer.clientY);
    if (!rows) return;
    const below = rowBelow(rows, row, pointer.clientY);
    const isHome = rows === row.parentElement && below === after;
    if (isHome) mark.remove();
    else rows.insertBefore(mark, below);
  };
  const move = (to) => {
    pointer = to;
    place();
  };
  // The page goes on moving while the pointer rests near its edge.
  const roll = () => {
    frame = requestAnimationFrame(roll);
    let by = 0;
    if (pointer.clientY < NEAR_EDGE) by = -STEP;
    if (pointer.clientY > window.innerHeight - NEAR_EDGE) by = STEP;
    if (!by) return;
    window.scrollBy({ top: by, behavior: "instant" });
    place();
  };
  const stop = () => {
    cancelAnimationFrame(frame);
    mark.remove();
    row.classList.remove("is-dragged");
    document.body.classList.remove("is-dragging");
    grip.removeEventListener("pointermove", move);
    grip.removeEventListener("pointerup", drop);
    grip.removeEventListener("pointercancel", stop);
    document.removeEventListener("keydown", escape);
  };
  const drop = () => {
    const isElsewhere = mark.isConnected;
    if (isElsewhere) mark.before(row);
    stop();
    if (isElsewhere) send(row);
  };
  const escape = (pressed) => {
    if (pressed.key === "Escape") stop();
  };
  grip.addEventListener("pointermove", move);
  grip.addEventListener("pointerup", drop);
  grip.addEventListener("pointercancel", stop);
  document.addEventListener("keydown", escape);
  frame = requestAnimationFrame(roll);
};

document.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest("[data-grip]");
  if (!grip || event.button !== 0) return;
  event.preventDefault();
  drag(grip, event);
});
document.addEventListener("htmx:afterSettle", prepare);
prepare();

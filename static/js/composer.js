// Questions and sections are dragged by their grip, with a mouse, a pen or a finger. Without this
// file, and by keyboard, the buttons "up" and "down" do the same.
const NEAR_EDGE = 60; // px from the window's edge at which the page begins to move
const STEP = 9; // px in each frame

// What a grip of each kind moves, within which list, and what the server is told of its place.
const KINDS = {
  question: {
    moved: "[data-question]",
    mark: "li",
    listAt: (x, y) =>
      document.elementFromPoint(x, y)?.closest("[data-section]")?.querySelector("[data-rows]"),
    isIn: (row) => ({ section: row.closest("[data-section]").dataset.section }),
  },
  section: {
    moved: "[data-section]",
    mark: "div",
    listAt: () => document.querySelector("[data-sections]"),
    isIn: () => ({}),
  },
};

const prepare = () => {
  for (const grip of document.querySelectorAll("[data-grip]")) grip.hidden = false;
};

// The row before which the dragged one would come to stand; null for the end.
const rowBelow = (list, kind, dragged, y) =>
  [...list.querySelectorAll(kind.moved)].find((row) => {
    if (row === dragged) return false;
    const box = row.getBoundingClientRect();
    return y < box.top + box.height / 2;
  }) ?? null;

const send = async (kind, row) => {
  const form = row.querySelector("[data-move]");
  const values = {
    csrfmiddlewaretoken: form.querySelector("[name=csrfmiddlewaretoken]").value,
    place: String([...row.parentElement.children].indexOf(row)),
    ...kind.isIn(row),
  };
  await htmx.ajax("POST", form.action, {
    values,
    source: form,
    target: "#composer",
    select: "#composer",
    swap: "outerHTML show:none",
  });
  document.getElementById(row.id)?.scrollIntoView({ block: "nearest" });
};

// The row itself stays until it is dropped: a grip that leaves the page would lose the pointer.
const drag = (grip, event) => {
  const kind = KINDS[grip.dataset.grip];
  const row = grip.closest(kind.moved);
  const after = row.nextElementSibling;
  const mark = document.createElement(kind.mark);
  mark.className = "composer-mark";
  let pointer = event;
  let frame = 0;
  const before = window.scrollY;
  row.classList.add("is-dragged");
  document.body.classList.add("is-dragging", `is-dragging-${grip.dataset.grip}`);
  // Sections fold for the time being; what is held stays under the pointer.
  const shift = grip.getBoundingClientRect().top + grip.offsetHeight / 2 - event.clientY;
  if (Math.abs(shift) > grip.offsetHeight) window.scrollBy({ top: shift, behavior: "instant" });
  grip.setPointerCapture(event.pointerId);

  const place = () => {
    const list = kind.listAt(pointer.clientX, pointer.clientY);
    if (!list) return;
    const below = rowBelow(list, kind, row, pointer.clientY);
    const isHome = list === row.parentElement && below === after;
    if (isHome) mark.remove();
    else list.insertBefore(mark, below);
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
    document.body.classList.remove("is-dragging", `is-dragging-${grip.dataset.grip}`);
    grip.removeEventListener("pointermove", move);
    grip.removeEventListener("pointerup", drop);
    grip.removeEventListener("pointercancel", giveUp);
    document.removeEventListener("keydown", escape);
  };
  const giveUp = () => {
    stop();
    window.scrollTo({ top: before, behavior: "instant" });
  };
  const drop = () => {
    if (!mark.isConnected) return giveUp();
    mark.before(row);
    stop();
    send(kind, row);
  };
  const escape = (pressed) => {
    if (pressed.key === "Escape") giveUp();
  };
  grip.addEventListener("pointermove", move);
  grip.addEventListener("pointerup", drop);
  grip.addEventListener("pointercancel", giveUp);
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

// A list is put in order by dragging: with the mouse after 4 px, by touch after a long press; Esc
// takes it back. The order is sent as a whole, with the one that was seen. Without this file, and by
// keyboard, the buttons beside each row do the same.
const SLOP = 4;
const LONG_PRESS = 300;

for (const list of document.querySelectorAll("ol[data-reorder]")) {
  const form = document.getElementById(list.dataset.reorder);
  const live = form.querySelector("[role=status]");
  const rows = () => [...list.querySelectorAll(":scope > [data-pk]")];
  const keys = () => rows().map((row) => row.dataset.pk).join(",");
  let drag = null;

  list.classList.add("can-reorder");

  const say = (text) => { live.textContent = text; };

  const place = (row) => list.dataset.place
    .replace("{place}", String(rows().indexOf(row) + 1))
    .replace("{all}", String(rows().length));

  const begin = () => {
    drag.isOn = true;
    drag.row.classList.add("is-dragged");
    say(place(drag.row));
  };

  const end = () => {
    clearTimeout(drag.timer);
    drag.row.classList.remove("is-dragged");
    drag = null;
  };

  const takeBack = () => {
    list.append(...drag.before);
    say(list.dataset.back);
    end();
  };

  // The others move round the dragged row: touch events end with the node that they began on.
  const follow = (y) => {
    const { row } = drag;
    const middle = (other) => {
      const box = other.getBoundingClientRect();
      return box.top + box.height / 2;
    };
    const before = keys();
    while (row.previousElementSibling && y < middle(row.previousElementSibling)) {
      row.after(row.previousElementSibling);
    }
    while (row.nextElementSibling && y > middle(row.nextElementSibling)) {
      row.before(row.nextElementSibling);
    }
    if (keys() !== before) say(place(row));
  };

  list.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-grip]");
    if (!grip || drag || event.button !== 0) return;
    drag = {
      id: event.pointerId, row: grip.closest("[data-pk]"), before: rows(), seen: keys(),
      x: event.clientX, y: event.clientY, isOn: false, isTouch: event.pointerType === "touch",
    };
    if (drag.isTouch) drag.timer = setTimeout(begin, LONG_PRESS);
  });

  list.addEventListener("mousedown", (event) => {
    if (drag) event.preventDefault(); // no text is marked on the way
  });

  document.addEventListener("pointermove", (event) => {
    if (event.pointerId !== drag?.id) return;
    const far = Math.hypot(event.clientX - drag.x, event.clientY - drag.y) >= SLOP;
    if (!drag.isOn && far && drag.isTouch) return end(); // the finger scrolls
    if (!drag.isOn && far) begin();
    if (drag.isOn) follow(event.clientY);
  });

  document.addEventListener("pointerup", (event) => {
    if (event.pointerId !== drag?.id) return;
    const hasMoved = drag.isOn && keys() !== drag.seen;
    end();
    if (!hasMoved) return;
    form.elements.order.value = keys();
    form.requestSubmit();
  });

  document.addEventListener("pointercancel", (event) => {
    if (event.pointerId === drag?.id) takeBack();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drag?.isOn) return;
    event.preventDefault();
    takeBack();
  });

  // While a row is held, the page must not scroll and no menu open under the finger.
  list.addEventListener("touchmove", (event) => { if (drag?.isOn) event.preventDefault(); }, { passive: false });
  list.addEventListener("contextmenu", (event) => { if (drag) event.preventDefault(); });
}

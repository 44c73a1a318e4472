// Where days, rooms and minutes are on the screen; measured once, not at every move.

const EDGE = 44;
const FASTEST = 18;

export class Ground {
  constructor(board) {
    this.board = board;
  }

  measure() {
    const { board } = this;
    this.frame = board.element.getBoundingClientRect();
    this.tray = board.trayArea.getBoundingClientRect();
    this.days = board.days.map(({ iso, section }) => {
      const lanes = [...section.querySelectorAll(".lane")].map((lane) => lane.getBoundingClientRect());
      return { iso, top: lanes[0].top, bottom: lanes[0].bottom, lanes };
    });
    const rows = (board.closes - board.opens) / 5;
    this.row = (this.days[0].bottom - this.days[0].top) / rows;
  }

  isTray(x, y) {
    return inside(this.tray, x, y) && !inside(this.frame, x, y);
  }

  // The day and the number of the column below a point; undefined beside the board.
  at(x, y) {
    if (!inside(this.frame, x, y)) return undefined;
    for (const { iso, top, bottom, lanes } of this.days) {
      if (y < top - this.row * 6 || y > bottom + this.row * 6) continue;
      const column = lanes.findIndex((lane) => x >= lane.left && x < lane.right);
      if (column >= 0) return { day: iso, column };
    }
    return undefined;
  }

  minuteAt(iso, y) {
    const { top } = this.days.find((day) => day.iso === iso);
    return this.board.opens + ((y - top) / this.row) * 5;
  }

  // Scroll the board, and the page, towards an edge that the point is near; true while it does.
  scrollNear(x, y) {
    const { left, right, top, bottom } = this.frame;
    if (!inside({ left: left - EDGE, right: right + EDGE, top: top - EDGE, bottom: bottom + EDGE }, x, y)) return false;
    const by = (low, high, at) =>
      at < low + EDGE ? -pace(low + EDGE - at) : at > high - EDGE ? pace(at - high + EDGE) : 0;
    const lowest = Math.min(bottom, innerHeight);
    const across = by(left, right, x);
    const down = by(Math.max(top, 0), lowest, y);
    if (!across && !down) return false;
    const { scrollLeft, scrollTop } = this.board.element;
    this.board.element.scrollBy(across, down);
    const moved = scrollLeft !== this.board.element.scrollLeft || scrollTop !== this.board.element.scrollTop;
    if (!moved && down && (y < EDGE || y > innerHeight - EDGE)) scrollBy(0, down);
    return moved;
  }
}

const pace = (depth) => Math.min(Math.ceil(depth / 3), FASTEST);

const inside = (box, x, y) => x >= box.left && x < box.right && y >= box.top && y < box.bottom;

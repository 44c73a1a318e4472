// The outline of where a session would go: its time and rooms there, or the reason why not.
import { range } from "./clock.js";

export class Ghost {
  constructor(board, teller) {
    this.board = board;
    this.teller = teller;
    this.element = document.createElement("li"); // of a list, so that its grid is theirs
    this.element.setAttribute("aria-hidden", "true");
  }

  show(place, { reason = "", kind = reason && "is-refused", words = reason } = {}) {
    const { board, element } = this;
    element.className = ["ghost", ...board.classesOf(place), kind].join(" ");
    element.replaceChildren(...(words ? [words] : this.inWords(place)));
    const list = board.day(place.day).section.querySelector(".timetable-items");
    if (element.parentElement !== list) list.append(element);
  }

  inWords(place) {
    const time = document.createElement("bdi");
    time.dir = "ltr"; // 09:00–10:00 in every script
    time.textContent = range(place.start, place.minutes);
    return [time, ` ${this.board.roomsInWords(place, this.teller)}`];
  }

  reveal() {
    this.element.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  hide() {
    this.element.remove();
  }
}

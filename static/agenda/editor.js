// The agenda editor: without it the page is a timetable whose sessions lead to their forms.
import { Board } from "./editor/board.js";
import { Desk } from "./editor/desk.js";
import { Dialogs } from "./editor/dialogs.js";
import { listenToKeys } from "./editor/keyboard.js";
import { listenToPointer } from "./editor/pointer.js";
import { listenToSlots } from "./editor/slots.js";
import { Teller } from "./editor/telling.js";
import { listenToTitles } from "./editor/titles.js";
import { listenToTools } from "./editor/tools.js";
import { listenToWarnings } from "./editor/warnings.js";
import { watch } from "./editor/watching.js";

const root = document.querySelector("[data-editor]");
const teller = new Teller(root);
const board = new Board(root);
const desk = new Desk(board, teller);
listenToWarnings(board, desk);
watch(board, desk);
if ("mayEdit" in root.dataset) {
  const dialogs = new Dialogs(board, desk);
  const titles = listenToTitles(board, desk);
  listenToSlots(board, desk, dialogs);
  listenToPointer(board, desk, dialogs);
  listenToKeys(board, desk, titles);
  listenToTools(board, desk, dialogs);
  root.classList.add("is-ready");
}

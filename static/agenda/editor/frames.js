// What nearly every day has: made in one go, where the day has free time for it.
import { obstacle } from "./rules.js";

const USUAL = [
  ["opening", "opening", 9 * 60, 30],
  ["coffee", "break", 10 * 60 + 30, 30],
  ["lunch", "break", 13 * 60, 60],
  ["coffee", "break", 15 * 60 + 30, 30],
  ["closing", "closing", 17 * 60, 30],
];

export function usualDay(board, iso, teller) {
  return USUAL.map(([word, kind, start, minutes]) => ({
    title: teller.words_of(word),
    kind,
    place: { day: iso, start, minutes, rooms: [], all: true },
  })).filter(({ place }) => !obstacle(board, new Map([["new", place]]), teller));
}

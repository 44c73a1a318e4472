// Wall-clock minutes after midnight at the workshop's place; no Date, so no zone of the reader's.

const two = (number) => String(number).padStart(2, "0");

export const clock = (minute) => `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;

export const range = (start, minutes) => `${clock(start)}–${clock(start + minutes)}`;

export const minuteOf = (text) => {
  const [hour, minute] = text.split(":").map(Number);
  return hour * 60 + minute;
};

export const toFive = (minutes) => Math.round(minutes / 5) * 5;

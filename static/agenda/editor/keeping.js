// What the browser keeps, as JSON. Where storage is switched off or full nothing is kept, and no harm done.

export function keep(storage, key, value) {
  try {
    window[storage].setItem(key, JSON.stringify(value));
  } catch {
    // the choice holds for this page
  }
}

export function kept(storage, key) {
  try {
    return JSON.parse(window[storage].getItem(key));
  } catch {
    return null;
  }
}

/** Single-key shortcuts: never while somebody types, never with a modifier. */

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

/** Call `then` when the key, or the two keys one after the other ("g h"), is pressed. Returns the undoing. */
export function onKey(keys: string, then: () => void): () => void {
  const wanted = keys.split(" ");
  let reached = 0;
  const listen = (event: KeyboardEvent) => {
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    reached = event.key === wanted[reached] ? reached + 1 : event.key === wanted[0] ? 1 : 0;
    if (reached < wanted.length) return;
    reached = 0;
    event.preventDefault();
    then();
  };
  addEventListener("keydown", listen);
  return () => removeEventListener("keydown", listen);
}

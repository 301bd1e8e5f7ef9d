// Ten thousand stretches of speech of twelve people, one in four of them over another's, none touching another of the
// same person.

export function segments(count) {
  let random = 13579;
  const below = (most) => (random = (random * 48271) % 2147483647) % most;
  const last = new Array(12).fill(-1), segments = [];
  let at = 0, who = 0;
  for (let n = 0; n < count; n++) {
    who = (who + 1 + below(11)) % 12;
    const start = Math.max(at, last[who] + 1), end = start + 500 + below(7_500);
    segments.push([`p${who + 1}`, start / 1000, end / 1000]);
    last[who] = end;
    // The next begins at the end, a little later, or before it.
    at = [end, end + below(900), end, Math.max(start + 1, end - below(3_000))][below(4)];
  }
  return segments;
}

/// The same as a meeting: from its first beginning to its last end.
function meeting(segments) {
  const people = Array.from({ length: 12 }, (_, place) => ({ id: `p${place + 1}`, name: `Person ${place + 1}`, role: null, attributes: {} }));
  const all = segments.flatMap(([who, start, end]) => [
    { at: Math.round(start * 1000), type: "joins_in", who },
    { at: Math.round(end * 1000), type: "stops", who },
  ]).sort((one, other) => one.at - other.at);
  all.push({ at: all.at(-1).at, type: "ends" });
  const events = all.map((event, index) => ({ n: index + 1, ...event }));
  return { format: "meeting-dynamics", version: 1, id: "bench", title: "", started: "", observer: "", attributes: [], people, events, actions: [], source: null };
}

let plain;

/// Opens them in the element; one correction, to be undone and done again.
export function open(element, count) {
  plain = meeting(segments(count));
  element.meeting = plain;
  element.tap({ type: "amends", event: plain.events.length, set: { at: plain.events.at(-1).at } });
}

/// One measurement: the whole log folded anew and every number told; and the same from the object on.
export function measure(element, round) {
  let start = performance.now();
  if (round % 2) element.redo(); else element.undo();
  const told = element.summary;
  const count = performance.now() - start;
  return { told, count };
}

export function fromObject(element) {
  const start = performance.now();
  element.meeting = plain;
  element.summary;
  return performance.now() - start;
}

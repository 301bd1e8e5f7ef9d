// The numbers of a summary in one sweep over the events, as someone would write it who wants it fast:
// typed arrays, no objects in the loop. No moments; everything else that takes time to compute.

/// A lively meeting of twelve people with so many events; with or without cut-offs.
function meeting(count, cut_offs) {
  let random = 987654321;
  const below = (most) => (random = (random * 48271) % 2147483647) % most;
  const people = Array.from({ length: 12 }, (_, place) => ({ id: `p${place + 1}`, name: `Person ${place + 1}`, role: null, attributes: {} }));
  // Within the 31 days that a meeting can last.
  const step = Math.max(2, Math.floor(2_400_000_000 / count));
  const events = [];
  let at = 0;
  for (let n = 1; n < count; n++) {
    const who = below(12), what = below(100);
    const id = people[who].id, other = people[(who + 1 + below(11)) % 12].id;
    if (what < 60) events.push({ n, at, type: "speaks", who: id });
    else if (what < 75) events.push({ n, at, type: "interrupts", who: id, whom: other, outcome: what < 65 || !cut_offs ? "held" : "yielded" });
    else if (what < 83 && cut_offs) events.push({ n, at, type: "talked_over", whom: id });
    else if (what < 90) events.push({ n, at, type: "joins_in", who: id });
    else if (what < 95) events.push({ n, at, type: "stops", who: id });
    else events.push({ n, at, type: "silence" });
    at += 1 + below(step);
  }
  events.push({ n: count, at, type: "ends" });
  return { format: "meeting-dynamics", version: 1, id: "bench", title: "", started: "", observer: "", attributes: [], people, events, actions: [], source: null };
}

const TYPES = ["speaks", "joins_in", "stops", "silence", "interrupts", "talked_over", "ends"];

/// The events as numbers, as a program would keep them: not part of what is timed, on either side.
function prepared({ people, events }) {
  const place = new Map(people.map(({ id }, index) => [id, index]));
  const size = events.length;
  const at = new Float64Array(size), type = new Uint8Array(size), who = new Int16Array(size), whom = new Int16Array(size), held = new Uint8Array(size);
  events.forEach((event, index) => {
    at[index] = event.at; type[index] = TYPES.indexOf(event.type);
    who[index] = place.get(event.who) ?? -1; whom[index] = place.get(event.whom) ?? -1;
    held[index] = event.outcome === "held" ? 1 : 0;
  });
  return { count: people.length, at, type, who, whom, held };
}

function sweep({ count, at, type, who, whom, held }) {
  const since = new Float64Array(count).fill(-1), started = new Float64Array(count), airtime = new Float64Array(count);
  const turns = Array.from({ length: count }, () => []);
  const made = new Uint32Array(count), received = new Uint32Array(count), cutOffs = new Uint32Array(count), talkedOver = new Uint32Array(count), regained = new Uint32Array(count);
  const matrix = new Uint32Array(count * count), yielded = new Uint32Array(count * count), over = new Uint32Array(count * count), passes = new Uint32Array(count * count);
  const waiting = Array.from({ length: count }, () => []);
  const open = []; // talked over, by nobody known yet
  const width = 300_000, windows = Array.from({ length: count }, () => new Float64Array(Math.ceil((at.at(-1) || 1) / width)));
  const starts = [];
  let order = 0, holders = 0, speech = 0, overlap = 0, before = 0;
  const begun = new Float64Array(count);

  const leave = (p, now) => {
    if (since[p] < 0) return;
    const start = since[p]; since[p] = -1; holders--;
    const length = now - start;
    if (length === 0) return;
    airtime[p] += length; turns[p].push(length); starts.push([start, begun[p], p]);
    let from = start;
    while (from < now) { const window = Math.floor(from / width), to = Math.min(now, (window + 1) * width); windows[p][window] += to - from; from = to; }
    for (const cut of waiting[p].splice(0)) if (start >= cut) { if (start - cut <= 60_000) regained[p]++; } else waiting[p].push(cut);
  };
  const take = (p, now) => {
    if (since[p] >= 0) return;
    since[p] = now; begun[p] = order++; holders++; started[p] = now;
  };
  const last = (not, now) => {
    let found = -1, latest = -1;
    for (let p = 0; p < count; p++) if (p !== not && since[p] >= 0 && since[p] < now && begun[p] > latest) { latest = begun[p]; found = p; }
    return found;
  };
  for (let i = 0; i < at.length; i++) {
    const now = at[i], p = who[i], q = whom[i];
    if (holders > 0) speech += now - before;
    if (holders > 1) overlap += now - before;
    before = now;
    switch (type[i]) {
      case 0: for (let h = 0; h < count; h++) if (h !== p) leave(h, now); take(p, now); break;
      case 1: take(p, now); break;
      case 2: leave(p, now); break;
      case 3: case 6: for (let h = 0; h < count; h++) leave(h, now); break;
      case 4:
        matrix[p * count + q]++; made[p]++; received[q]++;
        if (!held[i]) { leave(q, now); take(p, now); yielded[p * count + q]++; cutOffs[q]++; waiting[q].push(now); }
        break;
      case 5: {
        const by = last(q, now); leave(q, now);
        cutOffs[q]++; talkedOver[q]++; waiting[q].push(now);
        if (by >= 0) over[by * count + q]++; else open.push([now, q]);
        break;
      }
    }
  }
  starts.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  for (let i = 1; i < starts.length; i++) if (starts[i][2] !== starts[i - 1][2]) passes[starts[i - 1][2] * count + starts[i][2]]++;
  let next = 0;
  for (const [now, q] of open) {
    while (next < starts.length && starts[next][0] < now) next++;
    if (next < starts.length && starts[next][0] - now <= 10_000 && starts[next][2] !== q) over[starts[next][2] * count + q]++;
  }
  const talk = airtime.reduce((sum, one) => sum + one, 0);
  const people = Array.from({ length: count }, (_, p) => {
    const lengths = turns[p].sort((one, other) => one - other), middle = lengths.length >> 1;
    return {
      airtime_s: airtime[p] / 1000, share: airtime[p] / talk, turns: lengths.length,
      mean_turn_s: airtime[p] / lengths.length / 1000,
      median_turn_s: (lengths.length % 2 ? lengths[middle] : (lengths[middle - 1] + lengths[middle]) / 2) / 1000,
      longest_turn_s: lengths.at(-1) / 1000,
      interruptions_made: made[p], interruptions_received: received[p], talked_over: talkedOver[p], cut_offs: cutOffs[p], regained_within_60_s: regained[p],
    };
  });
  const rows = (flat) => Array.from({ length: count }, (_, p) => [...flat.subarray(p * count, (p + 1) * count)]);
  return {
    observed_s: at.at(-1) / 1000, talk_s: talk / 1000, speech_s: speech / 1000, overlap_s: overlap / 1000,
    people, interruptions: rows(matrix), yielded: rows(yielded), talked_over: rows(over), passes: rows(passes),
    windows: { airtime_s: windows.map((row) => [...row].map((one) => one / 1000)) },
  };
}

/// Times both in turns, and compares what they say.
export function compare(element, count, cut_offs) {
  const one = meeting(count, cut_offs), numbers = prepared(one);
  element.meeting = one;
  const told = element.summary, retold = sweep(numbers);
  const different = [];
  const same = (a, b, place) => {
    if (typeof b === "number") { if (Math.abs(a - b) > 1e-6 * Math.max(1, Math.abs(b))) different.push(`${place}: ${a} and ${b}`); }
    else for (const field of Object.keys(b)) same(a[field], b[field], `${place}.${field}`);
  };
  same(told, retold, "summary");
  // A correction has the whole log folded anew, as the sweep does each time.
  element.tap({ type: "amends", event: count, set: { at: one.events.at(-1).at } });
  let ours = Infinity, peer = Infinity;
  for (let round = 0; round < 6; round++) {
    let start = performance.now();
    if (round % 2) element.redo(); else element.undo();
    element.summary; ours = Math.min(ours, performance.now() - start);
    start = performance.now();
    sweep(numbers); peer = Math.min(peer, performance.now() - start);
  }
  return { ours, peer, moments: told.moments.length, different: different.slice(0, 5) };
}

// Random meetings, the same for the same seed: every kind of event, and above all the places where
// readings of the description could part, such as limits met to the millisecond, ties in time, pauses
// of no length, corrections of corrections. Every meeting is valid; not every one is likely.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const WINDOW = 5 * MINUTE;
const LONGEST = 180 * MINUTE;

const NAMES = ["Ana", "Ben", "Chen", "Dara", "Emre", "Femi", "Gül", "Hugo", "Ines", "Jun", "Kaj", "Lea"];
const ATTRIBUTES = { Gender: ["woman", "man", "non-binary"], Team: ["design", "code", "sales", "law"] };
const ALLY_KINDS = ["invites", "amplifies", "credits", "hands_back"];
const MANNERS = ["supportive", "neutral", "intrusive"];

// What an amendment may say of an event of each type; the optional fields may be taken away.
const AMENDABLE = {
  speaks: ["at", "who"],
  joins_in: ["at", "who"],
  stops: ["at", "who"],
  arrives: ["at", "who"],
  leaves: ["at", "who"],
  silence: ["at"],
  pauses: ["at"],
  resumes: ["at"],
  ends: ["at"],
  interrupts: ["at", "who", "whom", "outcome", "manner"],
  talked_over: ["at", "whom", "by"],
  moment: ["at", "who", "for", "kind"],
  notes: ["at", "who", "text"],
};
// Two fields of an event that must never name the same person.
const OPPOSITES = { interrupts: ["who", "whom"], talked_over: ["by", "whom"], moment: ["who", "for"] };

/// The meeting of a seed: a plain object in the shape of a meeting file.
export function meeting(seed) {
  const random = randomFrom(seed);
  const attributes = random.pick([[], ["Gender"], ["Gender"], ["Gender"], ["Team", "Gender"]]);
  const people = roster(random, attributes);
  const script = new Script(random, people);
  const source = people.length > 0 && random.chance(0.15) ? writeImported(script) : writeTapped(script);
  return {
    format: "meeting-dynamics",
    version: 1,
    id: `random-${seed}`,
    title: `Random meeting ${seed}`,
    started: "2026-11-21T09:00:00+01:00",
    observer: "",
    attributes,
    people,
    events: script.events,
    actions: [],
    source,
  };
}

// --------------------------------------------------------------------------------------- chance

/// A small generator of random numbers (mulberry32) and the questions asked of it.
function randomFrom(seed) {
  let state = (seed * 0x9e3779b1 + 0x6d2b79f5) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  for (let warm = 0; warm < 5; warm += 1) next();
  const random = {
    chance: (probability) => next() < probability,
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: (list) => list[Math.floor(next() * list.length)],
    weighted: (entries) => {
      let left = next() * entries.reduce((total, [weight]) => total + weight, 0);
      for (const [weight, value] of entries) {
        left -= weight;
        if (left < 0) return value;
      }
      return entries[entries.length - 1][1];
    },
  };
  return random;
}

// ---------------------------------------------------------------------------------------- people

function roster(random, attributes) {
  const size = random.weighted([
    [1, 0], [2, 1], [6, random.whole(2, 3)], [20, random.whole(4, 7)],
    // So many that not every labelling of two groups can be tried.
    [5, random.whole(8, 12)], [1.5, random.whole(20, 28)],
  ]);
  const kinds = Object.fromEntries(attributes.map((name) =>
    [name, ATTRIBUTES[name].slice(0, random.weighted([[1, 1], [7, 2], [2, 3]]))]));
  const sameName = random.chance(0.1);
  return Array.from({ length: size }, (_, index) => ({
    id: `p${index + 1}`,
    name: sameName ? "Ana" : NAMES[index % NAMES.length],
    role: random.weighted([[8, null], [1, "chair"], [1, "presenter"]]),
    attributes: Object.fromEntries(attributes.flatMap((name) => random.weighted([
      [8, [[name, random.pick(kinds[name])]]],
      [1, [[name, null]]],
      [1, []],
    ]))),
  }));
}

// ---------------------------------------------------------------------------------------- script

/// The list of events as it is written, and a clock that says when the next gesture is made.
class Script {
  constructor(random, people) {
    this.random = random;
    this.ids = people.map((person) => person.id);
    this.events = [];
    this.clock = 0;
    this.outside = 0;
    this.named = new Map();
    this.grain = random.pick([SECOND, SECOND, SECOND, 1]);
    this.correcting = random.pick([0, 0.02, 0.06]);
    this.favourite = people.length > 1 ? this.two() : [];
    this.target = people.length > 1 && random.chance(0.4) ? random.pick(this.ids) : null;
  }

  write(type, fields = {}, at = this.clock) {
    const event = { n: this.events.length + 1, at, type, ...fields };
    this.events.push(event);
    const opposites = OPPOSITES[type];
    if (opposites) {
      this.named.set(event.n, opposites.map((field) => new Set([event[field]].filter(Boolean))));
    }
    if (this.random.chance(this.correcting)) this.correct();
    return event;
  }

  wait(milliseconds) {
    this.clock = Math.min(LONGEST, this.clock + milliseconds);
  }

  /// A while, in the grain of this meeting, so that ties come about.
  linger(from, to) {
    this.wait(Math.max(0, Math.round(this.random.whole(from, to) / this.grain) * this.grain));
  }

  /// A limit met exactly, or missed by a millisecond, or by a good deal.
  about(limit) {
    const { random } = this;
    return random.weighted([
      [3, limit], [1, limit - 1], [1, limit + 1],
      [2, Math.round(limit / 2)], [2, limit * 2], [1, random.whole(0, limit)],
    ]);
  }

  someone(...others) {
    const left = this.ids.filter((id) => !others.includes(id));
    return this.random.pick(left);
  }

  two() {
    const one = this.random.pick(this.ids);
    return [one, this.someone(one)];
  }

  /// Who interrupts whom: some pairs do it again and again, and some people are interrupted more.
  pair() {
    if (this.random.chance(0.4)) return this.favourite;
    if (this.target && this.random.chance(0.6)) return [this.someone(this.target), this.target];
    return this.two();
  }

  interrupt(who, whom, outcome) {
    const manner = this.random.chance(0.2) ? { manner: this.random.pick(MANNERS) } : {};
    this.write("interrupts", { who, whom, outcome, ...manner });
  }

  talkOver(whom) {
    const by = this.ids.length > 1 && this.random.chance(0.4) ? { by: this.someone(whom) } : {};
    this.write("talked_over", { whom, ...by });
  }

  help(whom) {
    this.write("moment", { kind: this.random.pick(ALLY_KINDS), who: this.someone(whom), for: whom });
  }

  // Corrections

  correct() {
    if (this.random.chance(0.5)) this.undo();
    else this.amend();
  }

  undo() {
    const { random, events } = this;
    const recent = events.slice(-3);
    const corrections = events.filter((event) => event.type === "undoes" || event.type === "amends");
    const from = random.weighted([[4, recent], [2, events], [corrections.length > 0 ? 3 : 0, corrections]]);
    if (from.length > 0) this.writeCorrection({ type: "undoes", event: random.pick(from).n });
  }

  amend() {
    const { random } = this;
    const facts = this.events.filter((event) => event.type in AMENDABLE);
    if (facts.length === 0) return;
    const event = random.pick(random.chance(0.5) ? facts.slice(-4) : facts);
    const set = {};
    for (let times = random.weighted([[4, 1], [1, 2]]); times > 0; times -= 1) {
      const field = random.pick(AMENDABLE[event.type]);
      const value = this.amendment(event, field);
      if (value !== undefined) set[field] = value;
    }
    if (Object.keys(set).length > 0) this.writeCorrection({ type: "amends", event: event.n, set });
  }

  amendment(event, field) {
    const { random } = this;
    if (field === "at") return this.amendedTime(event);
    if (field === "outcome") return random.pick(["yielded", "held"]);
    if (field === "manner") return random.pick([null, ...MANNERS]);
    if (field === "kind") return random.pick(ALLY_KINDS);
    if (field === "text") return "read again";
    if (event.type === "notes") return random.chance(0.5) ? null : random.pick(this.ids) ?? null;
    if (field === "by" && random.chance(0.4)) return null;
    return this.amendedPerson(event, field);
  }

  amendedTime(event) {
    const { random } = this;
    const moved = random.pick([
      event.at + random.pick([-1, 1, SECOND, -SECOND, -10 * SECOND, MINUTE, -MINUTE, -5 * MINUTE]),
      random.pick(this.events).at,
    ]);
    return Math.min(LONGEST, Math.max(0, moved));
  }

  // Nobody who was ever named on the other side: so no way of undoing makes who and whom the same.
  amendedPerson(event, field) {
    const opposites = OPPOSITES[event.type];
    if (!opposites) return this.random.pick(this.ids);
    const side = opposites.indexOf(field);
    const [own, other] = [this.named.get(event.n)[side], this.named.get(event.n)[1 - side]];
    const person = this.someone(...other);
    if (person !== undefined) own.add(person);
    return person;
  }

  writeCorrection(correction) {
    const { n, type, ...rest } = { n: this.events.length + 1, ...correction };
    this.events.push({ n, at: this.clock, type, ...rest });
  }
}

// ----------------------------------------------------------------------------- a tapped meeting

function writeTapped(script) {
  const { random } = script;
  const scenes = random.weighted([
    [1, 0], [2, random.whole(1, 5)], [6, random.whole(6, 25)], [5, random.whole(25, 70)],
  ]);
  const repertoire = repertoireFor(script);
  if (random.chance(script.ids.length > 12 ? 0.8 : 0.1)) everyoneInTurn(script);
  if (random.chance(0.3) && script.ids.length > 2) writeArrivals(script);
  for (let scene = 0; scene < scenes && script.clock < LONGEST; scene += 1) {
    random.weighted(repertoire)(script);
    if (random.chance(0.02)) insertAfterwards(script);
  }
  writeEnding(script);
  if (script.events.length > 0 && random.chance(0.1)) insertAfterwards(script);
  const late = random.weighted([[3, 0], [1, random.whole(1, 6)]]);
  for (let correction = 0; correction < late && script.events.length > 0; correction += 1) {
    if (random.chance(0.5)) script.linger(0, 5 * MINUTE);
    script.correct();
  }
  return null;
}

/// What may happen, each meeting with a taste of its own.
function repertoireFor({ random, ids }) {
  const taste = (weight) => weight * random.pick([0.2, 1, 1, 3]);
  const alone = [
    [taste(2), quietly], [taste(1), pauseScene], [taste(0.4), noteScene],
  ];
  const withOne = [
    ...alone, [taste(8), speaks], [taste(1.5), monologue], [taste(1), comeAndGo], [taste(0.6), talkedOver],
  ];
  const withTwo = [
    ...withOne, [taste(5), cutOff], [taste(3), held], [taste(2), talkedOver], [taste(2), crosstalk],
    [taste(1), streak], [taste(0.8), oneWay], [taste(1.2), helps], [taste(0.8), oneMillisecond],
    [taste(0.7), windowOfOne], [taste(0.5), keepSilent], [taste(0.3), leftAlone],
  ];
  return [alone, withOne][ids.length] ?? withTwo;
}

function speaks(script) {
  script.write("speaks", { who: script.random.pick(script.ids) });
  script.linger(0, script.random.pick([10, 40, 90]) * SECOND);
}

function everyoneInTurn(script) {
  for (const who of script.ids) {
    script.write("speaks", { who });
    script.linger(script.grain, 20 * SECOND);
  }
}

function monologue(script) {
  script.write("speaks", { who: script.random.pick(script.ids) });
  script.wait(script.about(3 * MINUTE));
  if (script.random.chance(0.5)) script.write("silence");
}

function quietly(script) {
  script.write("silence");
  script.linger(0, 30 * SECOND);
}

function noteScene(script) {
  const { random } = script;
  const who = script.ids.length > 0 && random.chance(0.5) ? { who: random.pick(script.ids) } : {};
  script.write("notes", { text: "worth a second look", ...who });
  script.linger(0, 20 * SECOND);
}

/// Somebody is cut off; later, in time or not, by help or not, that person goes on.
function cutOff(script) {
  const { random } = script;
  const [who, whom] = script.pair();
  if (random.chance(0.8)) {
    script.write("speaks", { who: whom });
    script.linger(0, 40 * SECOND);
  }
  script.interrupt(who, whom, "yielded");
  if (random.chance(0.6)) comeBack(script, whom);
  else script.linger(0, 40 * SECOND);
}

function comeBack(script, whom) {
  const { random } = script;
  const wait = script.about(MINUTE);
  const help = random.chance(0.4) ? random.pick([0, Math.floor(wait / 2), wait]) : null;
  const pause = random.chance(0.1) ? random.pick([0, 30 * SECOND, 7 * MINUTE]) : null;
  script.wait(help ?? 0);
  if (help !== null) script.help(whom);
  if (pause !== null) leaveOut(script, pause, () => script.write("resumes"));
  script.wait(wait - (help ?? 0));
  script.write(random.pick(["speaks", "joins_in"]), { who: whom });
  if (random.chance(0.1)) script.help(whom);
  script.linger(0, 40 * SECOND);
}

function held(script) {
  const [who, whom] = script.pair();
  if (script.random.chance(0.7)) {
    script.write("speaks", { who: whom });
    script.linger(0, 30 * SECOND);
  }
  script.interrupt(who, whom, "held");
  script.linger(0, 20 * SECOND);
}

/// Somebody is talked over; whoever takes the floor next may be near the limit of inference.
function talkedOver(script) {
  const { random } = script;
  const whom = script.target && random.chance(0.5) ? script.target : random.pick(script.ids);
  if (random.chance(0.5)) script.write("speaks", { who: random.pick([whom, random.pick(script.ids)]) });
  if (random.chance(0.3)) script.write("silence");
  script.linger(0, 20 * SECOND);
  script.talkOver(whom);
  script.wait(script.about(10 * SECOND));
  if (random.chance(0.8)) script.write("speaks", { who: random.chance(0.2) ? whom : random.pick(script.ids) });
  script.linger(0, 30 * SECOND);
}

function crosstalk(script) {
  const { random } = script;
  for (let times = random.whole(2, 5); times > 0; times -= 1) {
    script.write(random.pick(["joins_in", "joins_in", "stops"]), { who: random.pick(script.ids) });
    script.linger(0, 15 * SECOND);
  }
}

/// The same person cut off again and again, the third time near the limit of five minutes.
function streak(script) {
  const { random } = script;
  const whom = script.target ?? random.pick(script.ids);
  const times = random.whole(3, 6);
  const span = script.about(5 * MINUTE);
  for (let time = 0; time < times; time += 1) {
    if (random.chance(0.5)) script.write("speaks", { who: whom });
    if (random.chance(0.5)) script.talkOver(whom);
    else script.interrupt(script.someone(whom), whom, "yielded");
    script.wait(time % 2 === 0 ? Math.floor(span / 2) : Math.ceil(span / 2));
  }
}

function oneWay(script) {
  const { random } = script;
  const [who, whom] = script.pair();
  for (let times = random.whole(2, random.pick([4, 4, 6])); times > 0; times -= 1) {
    script.interrupt(who, whom, random.pick(["yielded", "held", "held"]));
    script.linger(0, 100 * SECOND);
  }
}

function helps(script) {
  script.help(script.random.pick(script.ids));
  script.linger(0, 20 * SECOND);
}

/// Several gestures in one millisecond: turns of no length, ties that only `n` decides.
function oneMillisecond(script) {
  const { random } = script;
  for (let times = random.whole(2, 4); times > 0; times -= 1) {
    const [who, whom] = script.two();
    random.pick([
      () => script.write("speaks", { who }),
      () => script.write("joins_in", { who }),
      () => script.write("silence"),
      () => script.write("stops", { who }),
      () => script.interrupt(who, whom, random.pick(["yielded", "held"])),
      () => script.talkOver(whom),
      () => script.help(whom),
    ])();
  }
  script.linger(0, 30 * SECOND);
}

/// A whole window in which one person has about three fifths of the talk.
function windowOfOne(script) {
  const [who, other] = script.two();
  script.write("silence");
  const gone = (script.clock - script.outside) % WINDOW;
  script.wait(gone === 0 ? 0 : WINDOW - gone);
  const part = script.random.pick([3 * MINUTE, 3 * MINUTE, 3 * MINUTE - 1, 3 * MINUTE + 1, 4 * MINUTE]);
  script.write("speaks", { who });
  script.wait(part);
  script.write("speaks", { who: other });
  script.wait(WINDOW - part);
  if (script.random.chance(0.3)) leaveOut(script, 2 * MINUTE, () => script.write("resumes"));
}

/// So long that whoever says nothing is not yet heard, or nearly.
function keepSilent(script) {
  const who = script.random.pick(script.ids);
  script.write("speaks", { who });
  script.wait(script.about(10 * MINUTE));
  script.write("speaks", { who: script.someone(who) });
  script.linger(0, 30 * SECOND);
}

function writeArrivals(script) {
  const { random } = script;
  if (random.chance(0.5)) script.linger(0, 2 * MINUTE);
  for (let times = random.whole(1, 2); times > 0; times -= 1) {
    const who = random.pick(script.ids);
    script.write("arrives", { who });
    if (random.chance(0.3)) {
      script.wait(script.about(10 * MINUTE));
      script.write("speaks", { who });
    }
  }
}

function comeAndGo(script) {
  const { random } = script;
  const who = random.pick(script.ids);
  script.write(random.pick(["leaves", "leaves", "arrives"]), { who });
  script.linger(0, 4 * MINUTE);
  if (random.chance(0.6)) script.write(random.pick(["arrives", "speaks", "joins_in"]), { who });
  script.linger(0, MINUTE);
}

/// Everybody but one goes: a whole window, perhaps, with nobody there to listen.
function leftAlone(script) {
  const { random, ids } = script;
  const who = random.pick(ids);
  const others = ids.filter((id) => id !== who);
  for (const other of others) script.write("leaves", { who: other });
  script.write("speaks", { who });
  script.wait(script.about(2 * WINDOW));
  for (const other of others) if (random.chance(0.8)) script.write("arrives", { who: other });
  script.linger(0, MINUTE);
}

function pauseScene(script) {
  const { random } = script;
  const length = random.weighted([[2, 0], [3, random.whole(1, 90) * SECOND], [2, random.whole(2, 15) * MINUTE]]);
  leaveOut(script, length, () => {
    if (script.ids.length === 0 || random.chance(0.6)) script.write("resumes");
    else script.write(random.pick(["speaks", "joins_in"]), { who: random.pick(script.ids) });
  });
  if (random.chance(0.1)) script.write("resumes");
  script.linger(0, 30 * SECOND);
}

/// A pause of a length, during which one thing or another may be written, and how it is over.
function leaveOut(script, length, goOn) {
  const { random } = script;
  const before = script.clock;
  script.write("pauses");
  script.wait(Math.floor(length / 2));
  if (random.chance(0.25)) duringPause(script);
  script.wait(Math.ceil(length / 2));
  goOn();
  script.outside += script.clock - before;
}

function duringPause(script) {
  const { random, ids } = script;
  if (ids.length === 0 || random.chance(0.3)) return script.write("pauses");
  const who = random.pick(ids);
  if (ids.length > 1 && random.chance(0.2)) return script.help(who);
  return random.pick([
    () => script.write("silence"),
    () => script.write("stops", { who }),
    () => script.write("leaves", { who }),
    () => script.write("arrives", { who }),
    () => script.write("notes", { text: "coffee", who }),
  ])();
}

/// Written now, said of an earlier time: it takes its place there.
function insertAfterwards(script) {
  const { random } = script;
  if (script.ids.length < 2) return;
  const now = script.clock;
  script.clock = random.pick([random.whole(0, now), random.pick(script.events).at]);
  const [who, whom] = script.two();
  random.pick([
    () => script.write("speaks", { who }),
    () => script.interrupt(who, whom, random.pick(["yielded", "held"])),
    () => script.talkOver(whom),
    () => script.help(whom),
    () => script.write("notes", { text: "remembered" }),
  ])();
  script.clock = now;
}

function writeEnding(script) {
  const { random, ids } = script;
  const lastCutOff = script.events.findLast((event) => event.outcome === "yielded");
  if (lastCutOff && random.chance(0.15)) {
    script.clock = Math.max(script.clock, lastCutOff.at + random.pick([MINUTE, MINUTE - 1, MINUTE + 1]));
  }
  if (random.chance(0.1)) {
    // To the very end of a window.
    const gone = (script.clock - script.outside) % WINDOW;
    script.wait(gone === 0 ? 0 : WINDOW - gone);
  }
  if (random.chance(0.12)) {
    script.write("pauses");
    script.linger(0, 10 * MINUTE);
    if (random.chance(0.3)) script.write("notes", { text: "nobody came back" });
  }
  const strangers = ids.filter((id) => !script.events.some((event) => event.who === id));
  // Just too late to be there for any time.
  if (strangers.length > 0 && random.chance(0.15)) script.write("arrives", { who: random.pick(strangers) });
  if (random.chance(0.25)) return;
  const ends = script.write("ends");
  if (random.chance(0.12)) {
    // Ended too early: undone, and ended again.
    script.writeCorrection({ type: "undoes", event: ends.n });
    script.linger(0, 2 * MINUTE);
    if (ids.length > 0) speaks(script);
    if (random.chance(0.7)) script.write("ends");
  }
}

// --------------------------------------------------------------------------- an imported meeting

/// Segments of speech of several people, as a recording tells them; marked by hand or not.
function writeImported(script) {
  const { random } = script;
  script.correcting = 0;
  const segments = segmentsOf(script);
  const edges = segments.flatMap(({ who, start, end }) => [
    { at: start, type: "joins_in", who }, { at: end, type: "stops", who },
  ]);
  // A stop before a start: nobody overlaps by a tie.
  const rank = (edge) => (edge.type === "stops" ? 0 : 1);
  edges.sort((one, other) => one.at - other.at || rank(one) - rank(other));
  for (const { at, type, who } of edges) script.write(type, { who }, at);
  script.clock = Math.max(0, ...segments.map((segment) => segment.end));
  script.write("ends");
  if (random.chance(0.5)) markByHand(script);
  return { format: random.pick(["rttm", "vtt", "srt"]), name: "recording" };
}

/// Every speaker's own segments, in order and never touching one another.
function segmentsOf({ random, ids }) {
  const length = random.whole(1, 40) * MINUTE;
  return ids.flatMap((who) => {
    if (random.chance(0.1)) return [];
    const longest = random.pick([5, 20, 60, 250]) * SECOND;
    const rest = random.pick([20, 60, 300]) * SECOND;
    const segments = [];
    let start = random.whole(0, rest);
    while (start < length) {
      const end = start + random.whole(10, longest);
      segments.push({ who, start, end });
      start = end + random.whole(10, rest);
    }
    return segments;
  });
}

function markByHand(script) {
  const { random } = script;
  const end = script.clock;
  for (let marks = random.whole(1, 12); marks > 0 && script.ids.length > 1; marks -= 1) {
    script.clock = random.whole(0, end);
    const [who, whom] = script.pair();
    random.weighted([
      [4, () => script.interrupt(who, whom, random.pick(["yielded", "held"]))],
      [2, () => script.talkOver(whom)],
      [2, () => script.help(whom)],
      [1, () => script.write("notes", { text: "heard again", who })],
    ])();
    script.clock = end;
    if (random.chance(0.1)) script.undo();
  }
}

// Checks the independent summary against the known answers, the worked meeting and the corners that
// the description settles, and tells what the random meetings cover.
//
//   node check.mjs path/to/golden.json

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { summary } from "./summary.js";
import { meeting } from "./meetings.js";

const SEEDS = 300;
const MINUTE = 60_000;

const goldenPath = process.argv[2];
if (!goldenPath) {
  console.error("usage: node check.mjs path/to/golden.json");
  process.exit(2);
}
const golden = JSON.parse(readFileSync(goldenPath, "utf8"));

// --------------------------------------------------------------------------------------- checking

let passed = 0;
let worst = 0;
const failures = [];

function same(what, actual, expected) {
  if (JSON.stringify(actual) === JSON.stringify(expected)) passed += 1;
  else failures.push(`${what}: ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`);
}

/// Equal but for the last bits of two ways to compute the same number.
function equal(what, actual, expected) {
  const difference = Math.abs(actual - expected) / Math.max(1e-3, Math.abs(expected));
  if (typeof actual === "number" && difference <= 1e-10) {
    passed += 1;
    worst = Math.max(worst, difference);
  } else failures.push(`${what}: ${actual}, expected ${expected}`);
}

/// Equal to as many digits as were printed.
function near(what, actual, expected, tolerance) {
  if (typeof actual === "number" && Math.abs(actual - expected) <= tolerance) passed += 1;
  else failures.push(`${what}: ${actual}, expected ${expected} ± ${tolerance}`);
}

// --------------------------------------------------------------------------------------- building

function person(id, attributes = {}) {
  return { id, name: id, role: null, attributes };
}

/// Events from short lines: [seconds, type, fields].
function file(people, lines, more = {}) {
  const events = lines.map(([at, type, fields = {}], index) =>
    ({ n: index + 1, at: Math.round(at * 1000), type, ...fields }));
  return { format: "meeting-dynamics", version: 1, attributes: [], people, events, source: null, ...more };
}

/// A meeting in which everybody has one turn and is interrupted, in vain, so and so often.
function meetingOf(seconds, received, groups) {
  const people = [
    ...seconds.map((_, index) => person(`p${index}`, groups ? { Group: groups[index] } : {})),
    ...(received ? [person("interrupter")] : []),
  ];
  const lines = [];
  let at = 0;
  seconds.forEach((length, index) => {
    lines.push([at, "speaks", { who: `p${index}` }]);
    for (let time = 0; time < (received?.[index] ?? 0); time += 1) {
      lines.push([at, "interrupts", { who: "interrupter", whom: `p${index}`, outcome: "held" }]);
    }
    at += length;
  });
  lines.push([at, "ends"]);
  return file(people, lines, { attributes: groups ? ["Group"] : [] });
}

const nobody = (count) => Array.from({ length: count }, (_, index) => person("ABCDEFGH"[index]));

// ----------------------------------------------------------------------------------- golden facts

function checkEquality() {
  for (const { airtime_s: airtime, ...expected } of golden.equality) {
    // A turn of no length is no turn: whoever has none still counts as a person.
    const { equality } = summary(meetingOf(airtime));
    for (const [name, value] of Object.entries(expected)) {
      equal(`equality of ${airtime}: ${name}`, equality[name], value);
    }
  }
}

function checkPoisson() {
  for (const [count, [low, high]] of Object.entries(golden.poisson_95)) {
    const rate = summary(meetingOf([60], [Number(count)])).people[0].received_per_min;
    equal(`Poisson ${count}: low`, rate.low, low);
    equal(`Poisson ${count}: high`, rate.high, high);
    same(`Poisson ${count}: enough`, rate.enough, Number(count) >= 5);
  }
}

function checkTwoGroups() {
  for (const fact of golden.two_groups) {
    const minutes = [fact.minutes_a, fact.minutes_b];
    const found = summary(meetingOf(minutes.map((time) => time * 60), [fact.a, fact.b], ["x", "y"]));
    const { comparison } = found.groups[0];
    for (const name of ["rate_ratio", "low", "high", "p_exact"]) {
      equal(`two groups ${fact.a} to ${fact.b}: ${name}`, comparison[name], fact[name]);
    }
  }
}

function checkPermutation() {
  for (const fact of golden.permutation) {
    const seconds = fact.minutes.map((time) => time * 60);
    const { comparison } = summary(meetingOf(seconds, fact.received, fact.group.map(String))).groups[0];
    equal(`permutation of ${fact.received}: p`, comparison.p_permutation, fact.p_two_sided);
    equal(`permutation of ${fact.received}: least p`, comparison.p_smallest, fact.p_smallest);
  }
}

function checkGoldenWorkedMeeting() {
  const fact = golden.worked_meeting;
  const lines = fact.events.map(([at, type, who, whom, outcome]) => [at, type, { who, whom, outcome }]);
  const found = summary(file(fact.people.map((name) => person(name)), lines));
  same("golden worked meeting: airtime", found.people.map((one) => one.airtime_s), fact.airtime_s);
  same("golden worked meeting: silence", found.silence_s, fact.silence_s);
  same("golden worked meeting: turns", found.people.map((one) => one.turns), fact.turns);
  same("golden worked meeting: passes", found.passes, fact.passes);
  for (const [name, value] of Object.entries(fact.received_A)) {
    equal(`golden worked meeting: received by A, ${name}`, found.people[0].received_per_min[name], value);
  }
  const all = found.interruptions.flat().reduce((total, count) => total + count, 0);
  const yielded = found.yielded.flat().reduce((total, count) => total + count, 0);
  same("golden worked meeting: success", `${yielded}/${all}`, fact.success);
  const [repair] = found.moments.filter((moment) => moment.kind === "repaired");
  same("golden worked meeting: regain", repair.until_s - repair.at_s, fact.regain_s);
}

// --------------------------------------------------------------------------------------- recordings

/// Segments [who, start, end] in milliseconds as a meeting: those of one speaker that touch are one.
function recordingOf(segments, format) {
  const names = [...new Set(segments.map(([who]) => who))];
  const merged = names.flatMap((name) => {
    const own = segments.filter(([who]) => who === name).sort((one, other) => one[1] - other[1]);
    const turns = [];
    for (const [who, start, end] of own) {
      const last = turns[turns.length - 1];
      if (last && start <= last[2]) last[2] = Math.max(last[2], end);
      else turns.push([who, start, end]);
    }
    return turns;
  });
  const lines = merged
    .flatMap(([who, start, end]) => [[start / 1000, "joins_in", { who }], [end / 1000, "stops", { who }]])
    .sort((one, other) => one[0] - other[0] || (one[1] === "stops" ? -1 : 1));
  lines.push([Math.max(...segments.map(([, , end]) => end)) / 1000, "ends"]);
  return file(names.map((name) => person(name)), lines, { source: { format, name: "recording" } });
}

function checkCorpus() {
  for (const [name, fact] of Object.entries(golden.ami)) {
    const text = readFileSync(join(dirname(goldenPath), fact.file), "utf8");
    const segments = text.split("\n").filter((line) => line.startsWith("SPEAKER")).map((line) => {
      const fields = line.split(/\s+/);
      const start = Math.round(Number(fields[3]) * 1000);
      return [fields[7], start, start + Math.round(Number(fields[4]) * 1000)];
    });
    const found = summary(recordingOf(segments, "rttm"));
    checkAirtime(name, found, fact, fact.tolerance.seconds);
    near(`${name}: Gini`, found.equality.gini, fact.gini, fact.tolerance.ratio);
    near(`${name}: evenness`, found.equality.evenness, fact.evenness, fact.tolerance.ratio);
    same(`${name}: passes`, found.passes.flat().reduce((total, count) => total + count, 0), fact.passes);
    same(`${name}: nothing counted`, found.interruptions, null);
  }
}

function checkTranscripts() {
  for (const [name, fact] of Object.entries(golden.webvtt)) {
    const text = readFileSync(join(dirname(goldenPath), fact.file), "utf8");
    const cues = text.matchAll(/^([\d:.]+) --> ([\d:.]+).*\n<v ([^>]+)>/gm);
    const segments = [...cues].map(([, start, end, who]) => [who, cueTime(start), cueTime(end)]);
    checkAirtime(name, summary(recordingOf(segments, "vtt")), fact, 1e-9);
  }
}

function cueTime(text) {
  return Math.round(text.split(":").reduce((total, part) => total * 60 + Number(part), 0) * 1000);
}

function checkAirtime(name, found, fact, tolerance) {
  for (const one of found.people) near(`${name}: ${one.id}`, one.airtime_s, fact.airtime_s[one.id], tolerance);
  for (const one of found.people) if (fact.turns) same(`${name}: turns of ${one.id}`, one.turns, fact.turns[one.id]);
  same(`${name}: people`, found.people.length, Object.keys(fact.airtime_s).length);
  near(`${name}: speech`, found.speech_s, fact.speech_s, tolerance);
  near(`${name}: overlap`, found.overlap_s, fact.overlap_s, tolerance);
}

function checkSnyder() {
  const { interruptions } = golden.snyder_2014;
  const people = ["man", "woman"].flatMap((value) =>
    [1, 2].map((number) => person(`${value}${number}`, { Gender: value })));
  const lines = interruptions.flatMap(([who, whom, count]) => Array.from({ length: count }, () =>
    [1, "interrupts", { who: `${who}1`, whom: `${whom}2`, outcome: "held" }]));
  lines.push([golden.snyder_2014.minutes * 60, "ends"]);
  const [group] = summary(file(people, lines, { attributes: ["Gender"] })).groups;
  for (const [who, whom, count] of interruptions) {
    const cell = group.interruptions[group.values.indexOf(who)][group.values.indexOf(whom)];
    same(`precedent: ${who} to ${whom}`, cell, count);
  }
}

// --------------------------------------------------------------------- the worked meeting, literally

function checkWorkedMeeting() {
  const people = [
    { id: "p1", name: "Ana", role: null, attributes: { Gender: "woman" } },
    { id: "p2", name: "Ben", role: null, attributes: { Gender: "man" } },
    { id: "p3", name: "Chen", role: null, attributes: {} },
    { id: "p4", name: "Dara", role: null, attributes: { Gender: "woman" } },
  ];
  const found = summary(file(people, [
    [0, "speaks", { who: "p1" }],
    [60, "interrupts", { who: "p2", whom: "p1", outcome: "yielded" }],
    [90, "speaks", { who: "p1" }],
    [100, "interrupts", { who: "p3", whom: "p1", outcome: "held" }],
    [150, "silence"],
    [160, "speaks", { who: "p3" }],
    [200, "speaks", { who: "p2" }],
    [320, "ends"],
  ], { attributes: ["Gender"] }));
  const [ana] = found.people;

  same("worked: times",
    [found.observed_s, found.talk_s, found.speech_s, found.overlap_s, found.silence_s],
    [320, 310, 310, 0, 10]);
  same("worked: airtime", found.people.map((one) => one.airtime_s), [120, 150, 40, 0]);
  [0.387097, 0.483871, 0.129032, 0].forEach((share, who) =>
    near(`worked: share ${who}`, found.people[who].share, share, 5e-7));
  same("worked: expected shares", found.people.map((one) => one.expected_share), [0.25, 0.25, 0.25, 0.25]);
  same("worked: turns", found.people.map((one) => one.turns), [2, 2, 1, 0]);
  same("worked: turns of Ana", [ana.mean_turn_s, ana.median_turn_s, ana.longest_turn_s], [60, 60, 60]);
  same("worked: turns of Dara", found.people[3].mean_turn_s, null);
  same("worked: counts of Ana",
    [ana.interruptions_made, ana.interruptions_received, ana.talked_over, ana.cut_offs,
      ana.regained_within_60_s, ana.moments_by, ana.moments_for],
    [0, 2, 0, 1, 1, 0, 0]);
  same("worked: received by Ana",
    [ana.received_per_min.count, ana.received_per_min.minutes, ana.received_per_min.rate, ana.received_per_min.enough],
    [2, 2, 1, false]);
  near("worked: received low", ana.received_per_min.low, 0.1211, 5e-5);
  near("worked: received high", ana.received_per_min.high, 3.6123, 5e-5);
  same("worked: made by Ana",
    [ana.made_per_min.count, ana.made_per_min.rate, ana.made_per_min.low, ana.made_per_min.enough],
    [0, 0, 0, false]);
  near("worked: made minutes", ana.made_per_min.minutes, 3.1667, 5e-5);
  near("worked: made high", ana.made_per_min.high, 1.1649, 5e-5);
  same("worked: interruptions", found.interruptions, [[0, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]]);
  same("worked: yielded", found.yielded, [[0, 0, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]);
  same("worked: talked over", found.talked_over, [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]);
  same("worked: passes", found.passes, [[0, 1, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0]]);
  near("worked: Gini", found.equality.gini, 0.427419, 5e-7);
  near("worked: Gini corrected", found.equality.gini_corrected, 0.569892, 5e-7);
  near("worked: evenness", found.equality.evenness, 0.708987, 5e-7);
  near("worked: effective speakers", found.equality.effective_speakers, 2.496104, 5e-7);
  near("worked: sum of squares", 1 / found.equality.effective_speakers, 0.400624, 5e-7);
  near("worked: would change hands", found.equality.would_change_hands, 0.370968, 5e-7);
  same("worked: windows", found.windows, { width_s: 300, airtime_s: [[120, 0], [130, 20], [40, 0], [0, 0]] });
  same("worked: moments", found.moments, [{ kind: "repaired", at_s: 60, until_s: 90, people: ["p1", "p2"] }]);
  same("worked: groups", [found.groups[0].values, found.groups[0].people], [["woman", "man", null], [2, 1, 1]]);
}

// ------------------------------------------------------------------------- corners, as described

function checkCorners() {
  const A = { who: "A" };
  const B = { who: "B" };
  const cutOff = (outcome = "yielded") => ({ who: "B", whom: "A", outcome });
  const kinds = (found) => found.moments.map((moment) => moment.kind);
  const of = (lines, more) => summary(file(nobody(3), lines, more));

  same("an undone undo", of([[0, "speaks", A], [1, "undoes", { event: 1 }], [2, "undoes", { event: 2 }], [60, "ends"]])
    .people[0].airtime_s, 60);
  same("the later amend wins, field by field", of([
    [0, "speaks", A], [60, "ends"],
    [60, "amends", { event: 1, set: { who: "B", at: 10_000 } }], [60, "amends", { event: 1, set: { who: "C" } }],
  ]).people.map((one) => one.airtime_s), [0, 0, 50]);
  same("never ended: a correction does not lengthen it", of([
    [0, "speaks", A], [60, "notes", { text: "" }], [600, "amends", { event: 1, set: { at: 1000 } }],
  ]).observed_s, 60);
  same("running: now", summary(file(nobody(1), [[0, "speaks", A]]), 5 * MINUTE).people[0].airtime_s, 300);
  same("paused at the end", of([[0, "speaks", A], [60, "pauses"], [100, "ends"]]).observed_s, 60);
  same("speaking ends a pause", of([[0, "speaks", A], [60, "pauses"], [100, "speaks", B], [110, "ends"]]).observed_s, 70);
  same("a pause breaks the chain", of([[0, "speaks", A], [60, "pauses"], [100, "speaks", B], [110, "ends"]]).passes[0][1], 0);
  same("a pause of no length does not", of([[0, "speaks", A], [60, "pauses"], [60, "speaks", B], [110, "ends"]]).passes[0][1], 1);
  same("arriving late", of([[0, "speaks", A], [60, "arrives", B], [100, "ends"]]).people[1].present_s, 40);
  same("never there: not in n", of([[0, "speaks", A], [60, "arrives", B], [60, "ends"], [60, "amends", { event: 1, set: { who: "C" } }]])
    .equality.effective_speakers, 1);
  same("the wrong tile", of([[0, "speaks", A], [60, "speaks", B], [60, "speaks", { who: "C" }], [90, "ends"]])
    .people.map((one) => one.turns), [1, 0, 1]);

  const drowned = (lines) => of([[0, "speaks", A], ...lines, [200, "ends"]]).talked_over;
  same("talked over by the other holder", drowned([[5, "joins_in", B], [9, "talked_over", { whom: "A" }]])[1][0], 1);
  same("by the next within ten seconds", drowned([[9, "talked_over", { whom: "A" }], [19, "speaks", B]])[1][0], 1);
  same("not by a later one", drowned([[9, "talked_over", { whom: "A" }], [19.001, "speaks", B]]).flat().indexOf(1), -1);
  same("nor after the person's own turn",
    drowned([[9, "talked_over", { whom: "A" }], [10, "speaks", A], [11, "speaks", B]]).flat().indexOf(1), -1);

  const again = (seconds) => of([[0, "speaks", A], [10, "interrupts", cutOff()], [10 + seconds, "speaks", A], [400, "ends"]]);
  same("back in time", kinds(again(60)).includes("repaired"), true);
  same("too late", kinds(again(60.001)).includes("lost_thread"), true);
  same("over too soon to tell", kinds(of([[0, "interrupts", cutOff()], [59, "ends"]])), []);
  same("helped", of([[0, "interrupts", cutOff()], [5, "moment", { kind: "invites", who: "C", for: "A" }],
    [9, "speaks", A], [10, "ends"]]).moments[0].people, ["A", "B", "C"]);

  const nothing = of([[0, "joins_in", A], [60, "stops", A], [60, "ends"]], { source: { format: "rttm" } });
  same("an import counts nothing",
    [nothing.yielded, nothing.people[0].cut_offs, nothing.people[0].received_per_min], [null, null, null]);
  const silent = of([[60, "ends"]]);
  same("nobody spoke", [silent.people[0].share, silent.equality.gini, silent.people[0].received_per_min.rate], [null, null, null]);
  same("no time", of([]).windows.airtime_s, [[], [], []]);
}

// ----------------------------------------------------------------------------- the random meetings

/// What the description asks of every event, so that no meeting is one that may be refused.
function checkValidity(seed, { people, events, attributes }) {
  const ids = new Set(people.map((one) => one.id));
  const valid = (event) =>
    ["who", "whom", "by", "for"].every((field) => event[field] == null || ids.has(event[field])) &&
    (event.whom === undefined || (event.whom !== event.who && event.whom !== event.by)) &&
    Number.isInteger(event.at) && event.at >= 0;
  const corrections = ["undoes", "amends"];
  const bad = events.filter((event, index) => {
    if (event.n !== index + 1 || !valid(event)) return true;
    if (!corrections.includes(event.type)) return false;
    const meant = events[event.event - 1];
    if (event.event >= event.n || (event.type === "amends" && corrections.includes(meant.type))) return true;
    return event.type === "amends" && !validWhateverIsUndone(events, event, valid);
  });
  same(`random ${seed} is valid`, bad, []);
  same(`random ${seed} is the same again`, meeting(seed), { ...meeting(seed), events, people, attributes });
}

/// An amended event is read together with any of the other amendments, as some may be undone.
function validWhateverIsUndone(events, amendment, valid) {
  const meant = events[amendment.event - 1];
  const others = events.filter((event) => event.type === "amends" && event.event === meant.n);
  return others.every((other) => valid({ ...meant, ...other.set, ...amendment.set }));
}

/// What must hold of any summary, whatever the meeting.
function checkLaws(seed, found) {
  const close = (one, other) => Math.abs(one - other) < 1e-6;
  const total = (list) => list.reduce((left, right) => left + right, 0);
  const airtime = found.people.map((one) => one.airtime_s);
  const broken = [
    ["talk is the sum of airtime", close(total(airtime), found.talk_s)],
    ["speech and silence fill the window", close(found.speech_s + found.silence_s, found.observed_s)],
    ["windows hold all airtime", found.windows.airtime_s.every((row, who) => close(total(row), airtime[who]))],
    ["nobody speaks unseen", found.people.every((one) => one.airtime_s <= one.present_s + 1e-9)],
    ["no number is undefined or infinite", !/undefined|Infinity|NaN/.test(inspect(found))],
    ["silence is not negative", found.silence_s >= 0],
  ].filter(([, holds]) => !holds).map(([law]) => law);
  same(`random ${seed} keeps the laws`, broken, []);
}

const inspect = (value) => JSON.stringify(value, (_, part) =>
  part === undefined || (typeof part === "number" && !Number.isFinite(part)) ? String(part) : part);

const COVERAGE = {
  "with nobody": (file) => file.people.length === 0,
  "with one person": (file) => file.people.length === 1,
  "with 8 people or more": (file) => file.people.length >= 8,
  "without ends": (file) => !file.events.some((event) => event.type === "ends"),
  "with an undoes of an undoes": (file) => file.events.some((event) =>
    event.type === "undoes" && file.events[event.event - 1].type === "undoes"),
  "with an undoes of an amends": (file) => file.events.some((event) =>
    event.type === "undoes" && file.events[event.event - 1].type === "amends"),
  "with an amended time": (file) => file.events.some((event) => event.set && "at" in event.set),
  "with something written afterwards": (file) => file.events.some((event, index) =>
    index > 0 && event.at < file.events[index - 1].at),
  "longer than an hour": (file, found) => found.observed_s > 3600,
  "with overlap": (file, found) => found.overlap_s > 0,
  "with absence": (file, found) => found.people.some((one) => one.present_s < found.observed_s),
  "with somebody never there": (file, found) =>
    found.observed_s > 0 && found.people.some((one) => one.present_s === 0),
  "imported": (file) => file.source !== null,
  "imported, nothing counted": (file, found) => found.interruptions === null,
  "imported, something marked": (file, found) => file.source !== null && found.interruptions !== null,
  "talked over by somebody inferred": (file, found) => found.talked_over !== null &&
    countOf(found.talked_over) > file.events.filter((event) => event.by || event.set?.by).length,
  "talked over by nobody known": (file, found) => found.talked_over !== null &&
    countOf(found.talked_over) < countOf([found.people.map((one) => one.talked_over)]),
  "with 5 received or more by one person": (file, found) =>
    found.people.some((one) => one.received_per_min?.enough),
  "with a rate of nothing (null)": (file, found) =>
    found.people.some((one) => one.received_per_min?.rate === null),
  "nobody spoke (equality null)": (file, found) => found.equality.gini === null,
  "evenness null, though somebody spoke": (file, found) =>
    found.equality.gini !== null && found.equality.evenness === null,
  "comparison with p-values": (file, found) => comparisons(found).some((one) => one.p_exact !== null),
  "comparison, p_exact below .05": (file, found) => comparisons(found).some((one) => one.p_exact !== null && one.p_exact < 0.05),
  "comparison, p_permutation below 1": (file, found) => comparisons(found).some((one) => one.p_permutation !== null && one.p_permutation < 1),
  "comparison, second count 0 (ratio null)": (file, found) =>
    comparisons(found).some((one) => one.rate_ratio === null && one.p_exact !== null),
  "comparison, all null": (file, found) => comparisons(found).some((one) => one.p_exact === null),
  "comparison, too many labellings": (file, found) =>
    comparisons(found).some((one) => one.p_exact !== null && one.p_permutation === null),
  "attribute without comparison": (file, found) => found.groups.some((group) => group.comparison === null),
  "group of not stated": (file, found) => found.groups.some((group) => group.values.includes(null)),
  "back after exactly 60 s": (file, found) => spans(found, "repaired").includes(60),
  "a streak of exactly 300 s": (file, found) => spans(found, "streak").includes(300),
  "a turn of exactly 180 s": (file, found) => spans(found, "long_turn").includes(180),
  "lost for good (until null)": (file, found) =>
    found.moments.some((moment) => moment.kind === "lost_thread" && moment.until_s === null),
  "repaired with help": (file, found) =>
    found.moments.some((moment) => moment.kind === "repaired" && moment.people.length > 2),
  "one voice at exactly 60 %": (file, found) => found.windows.airtime_s[0]?.some((_, column) => {
    const talk = found.windows.airtime_s.map((row) => Math.round(row[column] * 1000));
    return talk.some((part) => part > 0 && part * 5 === 3 * countOf([talk]));
  }),
};

const countOf = (matrix) => matrix.flat().reduce((total, count) => total + count, 0);
const comparisons = (found) => found.groups.map((group) => group.comparison).filter(Boolean);
const spans = (found, kind) => found.moments
  .filter((moment) => moment.kind === kind)
  .map((moment) => Math.round((moment.until_s - moment.at_s) * 1000) / 1000);

function checkRandomMeetings() {
  const meetings = Array.from({ length: SEEDS }, (_, index) => meeting(index + 1));
  const found = meetings.map((file) => summary(file));
  meetings.forEach((file, index) => checkValidity(index + 1, file));
  found.forEach((one, index) => checkLaws(index + 1, one));

  const say = (what, count) => console.log(`  ${String(count).padStart(5)}  ${what}`);
  console.log(`of ${SEEDS} random meetings (${meetings.reduce((total, file) => total + file.events.length, 0)} events)`);
  const types = new Set(meetings.flatMap((file) => file.events.map((event) => event.type)));
  for (const type of [...types].sort()) {
    say(`with ${type}`, meetings.filter((file) => file.events.some((event) => event.type === type)).length);
  }
  const kinds = new Set(found.flatMap((one) => one.moments.map((moment) => moment.kind)));
  for (const kind of [...kinds].sort()) {
    say(`with the moment ${kind}`, found.filter((one) => one.moments.some((moment) => moment.kind === kind)).length);
  }
  for (const [what, test] of Object.entries(COVERAGE)) {
    say(what, meetings.filter((file, index) => test(file, found[index])).length);
  }
}

checkEquality();
checkPoisson();
checkTwoGroups();
checkPermutation();
checkGoldenWorkedMeeting();
checkCorpus();
checkTranscripts();
checkSnyder();
checkWorkedMeeting();
checkCorners();
checkRandomMeetings();

console.log("not in a summary, so left out: the agreement of two observers (kappa), the statistic and");
console.log("the one-sided p of the permutation");
console.log(`${passed} checks passed, ${failures.length} failed; largest relative difference ${worst.toExponential(1)}`);
for (const failure of failures) console.error(`FAILED ${failure}`);
process.exit(failures.length === 0 ? 0 : 1);

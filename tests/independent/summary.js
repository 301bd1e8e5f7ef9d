// The summary of a meeting, told a second time from the description alone: the vocabulary and the
// arithmetic page, and the page of the surfaces. It is written to be compared with, so it prefers
// the plainest way to the fast one. Times are whole milliseconds until the very last step.

const MINUTE = 60_000;
const REGAIN_LIMIT = 60_000;
const INFERENCE_LIMIT = 10_000;
const STREAK_COUNT = 3;
const STREAK_SPAN = 5 * MINUTE;
const ONE_WAY_COUNT = 3;
const LONG_TURN = 3 * MINUTE;
const NOT_YET_HEARD = 10 * MINUTE;
const WINDOW_WIDTH = 5 * MINUTE;
const EARLY_AND_LATE_COUNT = 5;
const ENOUGH_COUNT = 5;
const MOST_LABELLINGS = 100_000;

const MOMENT_KINDS = [
  "lost_thread", "streak", "one_way", "long_turn",
  "not_yet_heard", "one_voice", "early_and_late", "repaired",
];

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const seconds = (milliseconds) => milliseconds / 1000;
const minutes = (milliseconds) => milliseconds / MINUTE;
const divided = (number, by) => (by === 0 ? null : number / by);
const inOrder = (one, other) => one.at - other.at || one.n - other.n;
const matrix = (size) => Array.from({ length: size }, () => Array(size).fill(0));

/// The summary of a meeting file. `now` is in milliseconds since the start, for a running meeting.
export function summary(meeting, now) {
  const people = meeting.people;
  const events = eventsAsCorrected(meeting.events);
  const record = fold(people, events, now);
  const cutOffs = cutOffsOf(record);
  // An import knows overlaps only: until a person has marked something, nothing may be counted.
  const counted = !meeting.source || record.interruptions.length > 0 || record.talkedOver.length > 0;

  const measures = measuresOf(people, record, cutOffs);
  return {
    version: 1,
    ...timesOf(record),
    people: people.map((person, who) => personSummary(person, who, measures, counted)),
    interruptions: counted ? measures.interruptions : null,
    yielded: counted ? measures.yielded : null,
    talked_over: counted ? measures.talkedOver : null,
    passes: passesOf(people.length, record),
    equality: equalityOf(measures.airtime.filter((_, who) => measures.present[who] > 0)),
    groups: (meeting.attributes ?? []).map((attribute) =>
      groupSummary(attribute, people, measures, counted)),
    windows: { width_s: seconds(WINDOW_WIDTH), airtime_s: windowsOf(people.length, record) },
    moments: momentsOf(people, record, cutOffs),
  };
}

// ---------------------------------------------------------------------------------- corrections

/// The events as they are to be read: what was undone is gone, what was amended reads so.
function eventsAsCorrected(stored) {
  const events = [...stored].sort((one, other) => one.n - other.n);
  const undone = new Set();
  // A correction can only be undone by a later one, so the last word is the first to be heard.
  for (const event of [...events].reverse()) {
    if (event.type === "undoes" && !undone.has(event.n)) undone.add(event.event);
  }
  const standing = events.filter((event) => !undone.has(event.n));
  const amendments = standing.filter((event) => event.type === "amends");
  return standing
    .filter((event) => event.type !== "undoes" && event.type !== "amends")
    .map((event) => amended(event, amendments.filter((amendment) => amendment.event === event.n)))
    .sort(inOrder);
}

function amended(event, amendments) {
  const reading = { ...event };
  for (const amendment of amendments) Object.assign(reading, amendment.set);
  return reading;
}

// ------------------------------------------------------------------------------------- the fold

/// What happened, from the events in order: turns, presence, pauses, interruptions.
function fold(people, events, now) {
  const indexOf = new Map(people.map((person, index) => [person.id, index]));
  const endsAt = events.findIndex((event) => event.type === "ends");
  const effective = endsAt < 0 ? events : events.slice(0, endsAt);
  const end = endsAt < 0 ? endOfUnended(events, now) : events[endsAt].at;

  const turns = [];
  const pauses = [];
  const presence = people.map(() => []);
  const interruptions = [];
  const talkedOver = [];
  const allyMoments = [];

  const floor = new Map();
  const presentSince = people.map((person) => (startsPresent(person, effective) ? 0 : null));
  let pausedSince = null;

  const take = (who, event) => {
    if (!floor.has(who)) floor.set(who, { who, start: event.at, n: event.n, end: null });
  };
  const leave = (who, at) => {
    const turn = floor.get(who);
    if (!turn) return;
    floor.delete(who);
    turn.end = at;
    if (turn.end > turn.start) turns.push(turn);
  };
  const leaveAll = (at, except) => {
    for (const who of [...floor.keys()]) if (who !== except) leave(who, at);
  };
  const arrive = (who, at) => {
    if (presentSince[who] === null) presentSince[who] = at;
  };
  const goAway = (who, at) => {
    if (presentSince[who] !== null) presence[who].push([presentSince[who], at]);
    presentSince[who] = null;
  };
  const resume = (at) => {
    // A pause of no length is no pause.
    if (pausedSince !== null && at > pausedSince) pauses.push([pausedSince, at]);
    pausedSince = null;
  };

  for (const event of effective) {
    const { at, n, type } = event;
    const who = indexOf.get(event.who);
    const whom = indexOf.get(event.whom);
    if (["speaks", "joins_in", "interrupts", "talked_over"].includes(type)) resume(at);
    if (["speaks", "joins_in", "interrupts"].includes(type)) arrive(who, at);

    if (type === "speaks") {
      leaveAll(at, who);
      take(who, event);
    } else if (type === "joins_in") {
      take(who, event);
    } else if (type === "stops") {
      leave(who, at);
    } else if (type === "silence") {
      leaveAll(at);
    } else if (type === "interrupts") {
      interruptions.push({ at, n, who, whom, outcome: event.outcome });
      if (event.outcome === "yielded") {
        leave(whom, at);
        take(who, event);
      }
    } else if (type === "talked_over") {
      // The turns of the others are kept whole: whether they last is known only later.
      const others = [...floor.values()].filter((turn) => turn.who !== whom);
      talkedOver.push({ at, n, whom, stated: indexOf.get(event.by) ?? null, others });
      leave(whom, at);
    } else if (type === "moment") {
      allyMoments.push({ at, n, who, whose: indexOf.get(event.for), kind: event.kind });
    } else if (type === "arrives") {
      arrive(who, at);
    } else if (type === "leaves") {
      leave(who, at);
      goAway(who, at);
    } else if (type === "pauses") {
      leaveAll(at);
      if (pausedSince === null) pausedSince = at;
    } else if (type === "resumes") {
      resume(at);
    }
  }
  leaveAll(end);
  resume(end);
  people.forEach((_, who) => goAway(who, end));

  turns.sort((one, other) => one.start - other.start || one.n - other.n || one.who - other.who);
  const record = { end, turns, pauses, presence, interruptions, talkedOver, allyMoments };
  record.stretches = stretchesOf(record);
  for (const loss of talkedOver) loss.by = loss.stated ?? inferredBy(loss, record);
  return record;
}

function endOfUnended(events, now) {
  const latest = Math.max(0, ...events.map((event) => event.at));
  return Math.max(latest, now ?? 0);
}

/// Everybody was there from the start, but for those who are first heard of as arriving.
function startsPresent(person, events) {
  const first = events.find((event) =>
    event.who === person.id && (event.type === "arrives" || event.type === "leaves"));
  return !first || first.type === "leaves";
}

/// The parts of the meeting's clock that were observed: from 0 to the end, pauses cut out.
function stretchesOf({ end, pauses }) {
  const stretches = [];
  let from = 0;
  for (const [pausedAt, resumedAt] of pauses) {
    if (pausedAt > from) stretches.push([from, pausedAt]);
    from = resumedAt;
  }
  if (end > from) stretches.push([from, end]);
  return stretches;
}

const overlap = ([from, to], [start, end]) => Math.max(0, Math.min(to, end) - Math.max(from, start));

/// How much observed time had gone by at a time of the clock.
function observed(record, at) {
  return sum(record.stretches.map((stretch) => overlap(stretch, [0, at])));
}

const elapsed = (record, from, to) => observed(record, to) - observed(record, from);

/// The first and the last time of the clock at which that much observed time had gone by: two
/// times where a pause lies in between.
function clockTimes(record, observedTime) {
  const times = [];
  let before = 0;
  for (const [from, to] of record.stretches) {
    const time = from + observedTime - before;
    if (time >= from && time <= to) times.push(time);
    before += to - from;
  }
  if (times.length === 0) return { first: record.end, last: record.end };
  return { first: times[0], last: times[times.length - 1] };
}

/// Who talked over somebody, when it was left open: another holder, else the next to take the floor.
function inferredBy(loss, record) {
  const holders = loss.others
    .filter((turn) => turn.end > turn.start)
    .sort((one, other) => one.start - other.start || one.n - other.n);
  if (holders.length > 0) return holders[holders.length - 1].who;

  const next = record.turns.find((turn) => inOrder({ at: turn.start, n: turn.n }, loss) > 0);
  if (!next || next.who === loss.whom) return null;
  return elapsed(record, loss.at, next.start) <= INFERENCE_LIMIT ? next.who : null;
}

/// Everything a person lost the floor by, and when and how that person had it again.
function cutOffsOf(record) {
  const yielded = record.interruptions
    .filter((interruption) => interruption.outcome === "yielded")
    .map(({ at, n, who, whom }) => ({ at, n, whom, by: who }));
  const drowned = record.talkedOver.map(({ at, n, whom, by }) => ({ at, n, whom, by }));
  const cutOffs = [...yielded, ...drowned].sort(inOrder);
  for (const cutOff of cutOffs) {
    cutOff.regained =
      record.turns.find((turn) => turn.who === cutOff.whom && turn.start >= cutOff.at) ?? null;
    cutOff.latency = cutOff.regained && elapsed(record, cutOff.at, cutOff.regained.start);
    cutOff.inTime = cutOff.regained !== null && cutOff.latency <= REGAIN_LIMIT;
  }
  return cutOffs;
}

// ------------------------------------------------------------------------------------- measures

function timesOf(record) {
  const edges = record.turns
    .flatMap((turn) => [[turn.start, 1], [turn.end, -1]])
    .sort((one, other) => one[0] - other[0]);
  let speech = 0;
  let overlapped = 0;
  let holders = 0;
  edges.forEach(([time, change], index) => {
    const before = index > 0 ? edges[index - 1][0] : time;
    if (holders >= 1) speech += time - before;
    if (holders >= 2) overlapped += time - before;
    holders += change;
  });
  const observedTime = sum(record.stretches.map(([from, to]) => to - from));
  return {
    observed_s: seconds(observedTime),
    talk_s: seconds(sum(record.turns.map((turn) => turn.end - turn.start))),
    speech_s: seconds(speech),
    overlap_s: seconds(overlapped),
    silence_s: seconds(observedTime - speech),
  };
}

/// Everything that is counted per person, before anything is divided.
function measuresOf(people, record, cutOffs) {
  const size = people.length;
  const turnLengths = people.map((_, who) =>
    record.turns.filter((turn) => turn.who === who).map((turn) => turn.end - turn.start));
  const interruptions = matrix(size);
  const yielded = matrix(size);
  const talkedOver = matrix(size);
  for (const { who, whom, outcome } of record.interruptions) {
    interruptions[who][whom] += 1;
    if (outcome === "yielded") yielded[who][whom] += 1;
  }
  for (const { by, whom } of record.talkedOver) if (by !== null) talkedOver[by][whom] += 1;

  const each = (count) => people.map((_, who) => count(who));
  const howMany = (list, test) => list.filter(test).length;
  return {
    turnLengths,
    airtime: turnLengths.map(sum),
    present: each((who) => presentTime(record, who)),
    interruptions,
    yielded,
    talkedOver,
    made: each((who) => howMany(record.interruptions, (event) => event.who === who)),
    received: each((who) => howMany(record.interruptions, (event) => event.whom === who)),
    drowned: each((who) => howMany(record.talkedOver, (event) => event.whom === who)),
    cutOff: each((who) => howMany(cutOffs, (event) => event.whom === who)),
    regained: each((who) => howMany(cutOffs, (event) => event.whom === who && event.inTime)),
    momentsBy: each((who) => howMany(record.allyMoments, (event) => event.who === who)),
    momentsFor: each((who) => howMany(record.allyMoments, (event) => event.whose === who)),
  };
}

/// The observed time a person was there between two times of the clock.
function presentTime(record, who, between = [0, record.end]) {
  return sum(record.presence[who].flatMap(([arrived, left]) => {
    const stay = [Math.max(arrived, between[0]), Math.min(left, between[1])];
    return record.stretches.map((stretch) => overlap(stretch, stay));
  }));
}

function personSummary(person, who, measures, counted) {
  const airtime = measures.airtime[who];
  const talk = sum(measures.airtime);
  const lengths = measures.turnLengths[who];
  const ifCounted = (value) => (counted ? value : null);
  return {
    id: person.id,
    name: person.name,
    role: person.role ?? null,
    present_s: seconds(measures.present[who]),
    airtime_s: seconds(airtime),
    share: divided(airtime, talk),
    expected_share: divided(measures.present[who], sum(measures.present)),
    turns: lengths.length,
    mean_turn_s: lengths.length === 0 ? null : seconds(airtime) / lengths.length,
    median_turn_s: lengths.length === 0 ? null : seconds(median(lengths)),
    longest_turn_s: lengths.length === 0 ? null : seconds(Math.max(...lengths)),
    interruptions_made: ifCounted(measures.made[who]),
    interruptions_received: ifCounted(measures.received[who]),
    talked_over: ifCounted(measures.drowned[who]),
    cut_offs: ifCounted(measures.cutOff[who]),
    received_per_min: ifCounted(rate(measures.received[who], minutes(airtime))),
    made_per_min: ifCounted(rate(measures.made[who], minutes(talk - airtime))),
    regained_within_60_s: ifCounted(measures.regained[who]),
    moments_by: measures.momentsBy[who],
    moments_for: measures.momentsFor[who],
  };
}

function median(numbers) {
  const ascending = [...numbers].sort((one, other) => one - other);
  const middle = Math.floor(ascending.length / 2);
  if (ascending.length % 2 === 1) return ascending[middle];
  return (ascending[middle - 1] + ascending[middle]) / 2;
}

function rate(count, exposure) {
  const [low, high] = exposure === 0 ? [null, null] : poissonInterval(count);
  return {
    count,
    minutes: exposure,
    rate: divided(count, exposure),
    low: low === null ? null : low / exposure,
    high: high === null ? null : high / exposure,
    enough: count >= ENOUGH_COUNT,
  };
}

/// Who took the floor after whom: a silence does not break the chain, a pause does.
function passesOf(size, record) {
  const passes = matrix(size);
  for (let index = 1; index < record.turns.length; index += 1) {
    const before = record.turns[index - 1];
    const after = record.turns[index];
    const paused = record.pauses.some(([from, to]) => from >= before.start && to <= after.start);
    if (before.who !== after.who && !paused) passes[before.who][after.who] += 1;
  }
  return passes;
}

/// How evenly the talk was spread over those who were there.
function equalityOf(airtime) {
  const size = airtime.length;
  const talk = sum(airtime);
  if (talk === 0) {
    return {
      gini: null, gini_corrected: null, evenness: null,
      effective_speakers: null, would_change_hands: null,
    };
  }
  const shares = airtime.map((time) => time / talk).sort((one, other) => one - other);
  const ranked = airtime.slice().sort((one, other) => one - other);
  const gini = sum(ranked.map((time, index) => (2 * (index + 1) - size - 1) * time)) / (size * talk);
  const entropy = -sum(shares.map((share) => (share === 0 ? 0 : share * Math.log(share))));
  return {
    gini,
    gini_corrected: size < 2 ? null : (gini * size) / (size - 1),
    evenness: size < 2 ? null : entropy / Math.log(size),
    effective_speakers: 1 / sum(shares.map((share) => share * share)),
    would_change_hands: sum(shares.map((share) => Math.abs(share - 1 / size))) / 2,
  };
}

function windowsOf(size, record) {
  const observedTime = sum(record.stretches.map(([from, to]) => to - from));
  const columns = Math.ceil(observedTime / WINDOW_WIDTH);
  return airtimeInWindows(size, record, columns).map((row) => row.map(seconds));
}

function airtimeInWindows(size, record, columns) {
  const rows = Array.from({ length: size }, () => Array(columns).fill(0));
  for (const turn of record.turns) {
    const span = [observed(record, turn.start), observed(record, turn.end)];
    for (let column = 0; column < columns; column += 1) {
      rows[turn.who][column] += overlap(span, [column * WINDOW_WIDTH, (column + 1) * WINDOW_WIDTH]);
    }
  }
  return rows;
}

// --------------------------------------------------------------------------------------- groups

function groupSummary(attribute, people, measures, counted) {
  const valueOf = people.map((person) => person.attributes?.[attribute] ?? null);
  const stated = [...new Set(valueOf.filter((value) => value !== null))];
  const values = valueOf.includes(null) ? [...stated, null] : stated;
  const members = values.map((value) =>
    people.map((_, who) => who).filter((who) => valueOf[who] === value));
  const total = (figure, group) => sum(group.map((who) => figure[who]));
  const talk = sum(measures.airtime);

  return {
    attribute,
    values,
    people: members.map((group) => group.length),
    share: members.map((group) => divided(total(measures.airtime, group), talk)),
    interruptions: !counted ? null : members.map((making) => members.map((receiving) =>
      sum(making.map((who) => total(measures.interruptions[who], receiving))))),
    received_per_min: !counted ? null : members.map((group) =>
      rate(total(measures.received, group), minutes(total(measures.airtime, group)))),
    comparison: !counted || stated.length !== 2 ? null : compare(members[0], members[1], measures),
  };
}

/// Two groups: how often each is interrupted per minute of its own floor.
function compare(first, second, measures) {
  const total = (figure, group) => sum(group.map((who) => figure[who]));
  const a = total(measures.received, first);
  const b = total(measures.received, second);
  const exposureA = minutes(total(measures.airtime, first));
  const exposureB = minutes(total(measures.airtime, second));
  if (exposureA === 0 || exposureB === 0) {
    return {
      rate_ratio: null, low: null, high: null, p_exact: null,
      p_permutation: null, p_smallest: null,
    };
  }
  const [low, high] = clopperPearson(a, a + b);
  const asRatio = (p) => (p / (1 - p)) * (exposureB / exposureA);
  return {
    rate_ratio: b === 0 ? null : a / exposureA / (b / exposureB),
    low: asRatio(low),
    high: b === 0 ? null : asRatio(high),
    p_exact: binomialTest(a, a + b, exposureA / (exposureA + exposureB)),
    ...permutation(first, second, measures),
  };
}

/// Whether any other way of giving the two values to the same people tells the groups apart as much.
function permutation(first, second, measures) {
  const spoke = (who) => measures.airtime[who] > 0;
  const those = [...first.filter(spoke), ...second.filter(spoke)];
  const size = first.filter(spoke).length;
  const labellings = choose(those.length, size);
  if (labellings > MOST_LABELLINGS) return { p_permutation: null, p_smallest: null };

  const received = those.map((who) => measures.received[who]);
  const exposure = those.map((who) => measures.airtime[who]);
  const statistic = (chosen) => {
    const a = sum(chosen.map((who) => received[who]));
    const exposureA = sum(chosen.map((who) => exposure[who]));
    const b = sum(received) - a;
    const exposureB = sum(exposure) - exposureA;
    return Math.abs(Math.log((a + 0.5) / minutes(exposureA)) - Math.log((b + 0.5) / minutes(exposureB)));
  };
  const actual = statistic(those.map((_, index) => index).slice(0, size));
  let asLarge = 0;
  eachChoice(those.length, size, (chosen) => {
    // What is equal on paper may differ in the last bits.
    if (statistic(chosen) >= actual - 1e-9) asLarge += 1;
  });
  return {
    p_permutation: asLarge / labellings,
    p_smallest: (those.length === 2 * size ? 2 : 1) / labellings,
  };
}

function eachChoice(from, size, visit, chosen = [], next = 0) {
  if (chosen.length === size) return visit(chosen);
  for (let index = next; index <= from - (size - chosen.length); index += 1) {
    eachChoice(from, size, visit, [...chosen, index], index + 1);
  }
}

function choose(from, size) {
  let ways = 1;
  for (let index = 1; index <= size; index += 1) ways = (ways * (from - size + index)) / index;
  return Math.round(ways);
}

// ------------------------------------------------------------------- exact tests and intervals
//
// Every interval here is for a whole count, so the tails are finite sums: the chi-square quantile
// is where the Poisson tail has the wanted size, the beta quantile where the binomial tail has it.

const TAIL = 0.025;

const logFactorials = [0];
function logFactorial(number) {
  for (let next = logFactorials.length; next <= number; next += 1) {
    logFactorials.push(logFactorials[next - 1] + Math.log(next));
  }
  return logFactorials[number];
}

function binomial(count, trials, p) {
  if (p === 0) return count === 0 ? 1 : 0;
  if (p === 1) return count === trials ? 1 : 0;
  const ways = logFactorial(trials) - logFactorial(count) - logFactorial(trials - count);
  return Math.exp(ways + count * Math.log(p) + (trials - count) * Math.log1p(-p));
}

function upTo(count, probability) {
  let total = 0;
  for (let each = 0; each <= count; each += 1) total += probability(each);
  return total;
}

/// Where a falling function has a value, to the last bit that bisection can tell.
function whereFalling(falling, value, low, high) {
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (falling(middle) > value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/// The exact 95 % interval for a count.
function poissonInterval(count) {
  const atMost = (most) => (mean) => mean === 0 ? 1 : upTo(most, (each) =>
    Math.exp(each * Math.log(mean) - mean - logFactorial(each)));
  const beyond = 2 * count + 50;
  return [
    count === 0 ? 0 : whereFalling(atMost(count - 1), 1 - TAIL, 0, beyond),
    whereFalling(atMost(count), TAIL, 0, beyond),
  ];
}

/// The exact 95 % interval for the probability behind `count` of `trials`.
function clopperPearson(count, trials) {
  const atMost = (most) => (p) => upTo(most, (each) => binomial(each, trials, p));
  return [
    count === 0 ? 0 : whereFalling(atMost(count - 1), 1 - TAIL, 0, 1),
    count === trials ? 1 : whereFalling(atMost(count), TAIL, 0, 1),
  ];
}

/// The exact two-sided test: everything that is no likelier than what was seen.
function binomialTest(count, trials, p) {
  const seen = binomial(count, trials, p);
  const total = upTo(trials, (each) => {
    const probability = binomial(each, trials, p);
    return probability <= seen * (1 + 1e-7) ? probability : 0;
  });
  return Math.min(1, total);
}

// -------------------------------------------------------------------------------------- moments

/// All moments in order of time, then of the table of moments, then of the roster.
function momentsOf(people, record, cutOffs) {
  const found = [
    ...lostThreads(record, cutOffs),
    ...streaks(people, record, cutOffs),
    ...oneWays(people, record),
    ...longTurns(record),
    ...notYetHeard(people, record),
    ...oneVoices(people, record),
    ...earlyAndLate(record, cutOffs),
    ...repairs(record, cutOffs),
  ];
  const rank = (moment) => MOMENT_KINDS.indexOf(moment.kind);
  return found
    .sort((one, other) =>
      one.at - other.at || rank(one) - rank(other) || (one.who[0] ?? 0) - (other.who[0] ?? 0))
    .map(({ kind, at, until, who }) => ({
      kind,
      at_s: seconds(at),
      until_s: until === null ? null : seconds(until),
      people: distinct(who).map((index) => people[index].id),
    }));
}

const distinct = (list) => [...new Set(list.filter((entry) => entry !== null))];

function lostThreads(record, cutOffs) {
  return cutOffs
    .filter((cutOff) => !cutOff.inTime && elapsed(record, cutOff.at, record.end) > REGAIN_LIMIT)
    .map((cutOff) => ({
      kind: "lost_thread",
      at: cutOff.at,
      until: cutOff.regained ? cutOff.regained.start : null,
      who: [cutOff.whom, cutOff.by],
    }));
}

/// A run is every cut-off that lies in some three within the span, as long as the threes overlap.
function streaks(people, record, cutOffs) {
  return people.flatMap((_, whom) => {
    const own = cutOffs.filter((cutOff) => cutOff.whom === whom);
    const runs = [];
    for (let first = 0; first + STREAK_COUNT <= own.length; first += 1) {
      const last = first + STREAK_COUNT - 1;
      if (elapsed(record, own[first].at, own[last].at) > STREAK_SPAN) continue;
      const run = runs[runs.length - 1];
      if (run && run.last >= first) run.last = last;
      else runs.push({ first, last });
    }
    return runs.map(({ first, last }) => ({
      kind: "streak",
      at: own[first].at,
      until: own[last].at,
      who: [whom, ...own.slice(first, last + 1).map((cutOff) => cutOff.by)],
    }));
  });
}

function oneWays(people, record) {
  const between = (one, other) =>
    record.interruptions.filter((event) => event.who === one && event.whom === other);
  const everyone = people.map((_, index) => index);
  return everyone.flatMap((who) => everyone
    .filter((whom) =>
      between(who, whom).length >= ONE_WAY_COUNT && between(whom, who).length === 0)
    .map((whom) => ({
      kind: "one_way", at: between(who, whom)[0].at, until: null, who: [whom, who],
    })));
}

function longTurns(record) {
  return record.turns
    .filter((turn) => turn.end - turn.start >= LONG_TURN)
    .map((turn) => ({ kind: "long_turn", at: turn.start, until: turn.end, who: [turn.who] }));
}

function notYetHeard(people, record) {
  return people.flatMap((_, who) => {
    if (record.presence[who].length === 0) return [];
    const first = record.turns.find((turn) => turn.who === who) ?? null;
    const waited = presentTime(record, who, [0, first ? first.start : record.end]);
    if (waited < NOT_YET_HEARD) return [];
    return [{
      kind: "not_yet_heard",
      at: record.presence[who][0][0],
      until: first ? first.start : null,
      who: [who],
    }];
  });
}

function oneVoices(people, record) {
  const observedTime = sum(record.stretches.map(([from, to]) => to - from));
  const full = Math.floor(observedTime / WINDOW_WIDTH);
  const airtime = airtimeInWindows(people.length, record, full);
  return Array.from({ length: full }, (_, column) => column).flatMap((column) => {
    // A window begins when observing goes on after a pause, and is over when a pause begins.
    const at = clockTimes(record, column * WINDOW_WIDTH).last;
    const until = clockTimes(record, (column + 1) * WINDOW_WIDTH).first;
    const present = people.filter((_, who) => presentTime(record, who, [at, until]) > 0);
    const talk = sum(airtime.map((row) => row[column]));
    if (present.length < 2 || talk === 0) return [];
    return airtime
      .map((row, who) => ({ kind: "one_voice", at, until, who: [who], talk: row[column] }))
      .filter((moment) => moment.talk * 100 >= talk * 60);
  });
}

function earlyAndLate(record, cutOffs) {
  if (cutOffs.length < EARLY_AND_LATE_COUNT) return [];
  const observedTime = sum(record.stretches.map(([from, to]) => to - from));
  // A place on the timeline, so of whole milliseconds like every other.
  const at = Math.floor(clockTimes(record, observedTime / 2).first);
  return [{ kind: "early_and_late", at, until: null, who: [] }];
}

function repairs(record, cutOffs) {
  return cutOffs.filter((cutOff) => cutOff.inTime).map((cutOff) => {
    const back = { at: cutOff.regained.start, n: cutOff.regained.n };
    const helpers = record.allyMoments.filter((moment) =>
      moment.whose === cutOff.whom && inOrder(cutOff, moment) < 0 && inOrder(moment, back) < 0);
    return {
      kind: "repaired",
      at: cutOff.at,
      until: back.at,
      who: [cutOff.whom, cutOff.by, ...helpers.map((moment) => moment.who)],
    };
  });
}

// Twelve lanes of turns, drawn by us and by others, each in the quick way of its own examples: at once, without
// animation, pointers or legends.

const PEOPLE = Array.from({ length: 12 }, (_, place) => `Person ${place + 1}`);
const COLOUR = "#0f5e54", BAR = 16;

/// So many turns, one after the other: who, and from when to when in seconds.
function turns(count) {
  let random = 424242;
  const below = (most) => (random = (random * 48271) % 2147483647) % most;
  let at = 0, who = 0;
  return Array.from({ length: count }, () => {
    who = (who + 1 + below(11)) % 12;
    const start = at;
    at += 500 + below(7_500);
    return { who, start: start / 1000, end: at / 1000 };
  });
}

/// The same as a meeting.
function meeting(turns) {
  const people = PEOPLE.map((name, place) => ({ id: `p${place + 1}`, name, role: null, attributes: {} }));
  const at = (seconds) => Math.round(seconds * 1000);
  const events = turns.map(({ who, start }, index) => ({ n: index + 1, at: at(start), type: "speaks", who: people[who].id }));
  events.push({ n: events.length + 1, at: at(turns.at(-1).end), type: "ends" });
  return { format: "meeting-dynamics", version: 1, id: "bench", title: "", started: "", observer: "", attributes: [], people, events, actions: [], source: null };
}

/// uPlot with its axes, and bars that `bars` draws.
function lanes(box, turns, width, height, bars) {
  const at = new Float64Array(turns.length), who = new Float64Array(turns.length);
  turns.forEach((turn, index) => { at[index] = turn.start; who[index] = turn.who; });
  return new uPlot({
    width, height, legend: { show: false }, cursor: { show: false },
    scales: { x: { time: false, min: 0, max: turns.at(-1).end, auto: false }, y: { dir: -1, range: [0, 12] } },
    axes: [{}, { splits: () => PEOPLE.map((_, place) => place + 0.5), values: () => PEOPLE, size: 80, grid: { show: false }, ticks: { show: false } }],
    series: [{}, { paths: bars, points: { show: false }, fill: COLOUR, width: 0 }],
  }, [at, who], box);
}

/// Where the bars are that are seen.
function eachBar(u, turns, draw) {
  const { left, top, width, height } = u.bbox, { min, max } = u.scales.x;
  const lane = height / 12, perSecond = width / (max - min);
  // The turn that has begun before is seen too.
  const [first, last] = u.series[0].idxs;
  for (let index = Math.max(0, first - 1); index <= last; index++) {
    const { who, start, end } = turns[index];
    const from = Math.round(left + (start - min) * perSecond), to = Math.round(left + (end - min) * perSecond);
    draw(from, Math.round(top + lane * (who + 0.5) - BAR / 2), Math.max(1, to - from), BAR);
  }
}

const peers = {
  /// As in its own example of a timeline: a series for each lane, in columns that `uPlot.join` lines up, each drawn
  /// box by box in whole pixels.
  uplot(box, turns, width, height) {
    const lanes = PEOPLE.map(() => [[], []]);
    for (const { who, start, end } of turns) {
      const [at, state] = lanes[who];
      if (at.at(-1) === start) state[state.length - 1] = 1; else { at.push(start); state.push(1); }
      at.push(end);
      state.push(null);
    }
    const paths = (u, lane) => {
      uPlot.orient(u, lane, (series, at, state, scaleX, scaleY, toX, toY, left, top, width, height, moveTo, lineTo, rect) => {
        const { ctx } = u, y = Math.round(top + height / 12 * (lane - 0.5) - BAR / 2);
        const x = (index) => Math.round(toX(at[index], scaleX, width, left));
        ctx.save();
        rect(ctx, left, top, width, height);
        ctx.clip();
        for (let index = 0; index < state.length; index++) {
          if (state[index] == null) continue;
          let next = index + 1;
          while (state[next] === undefined && next < state.length) next++;
          const from = x(index), to = next === state.length ? left + width : x(next);
          ctx.beginPath();
          rect(ctx, from, y, Math.max(1, to - from), BAR);
          ctx.fillStyle = COLOUR;
          ctx.fill();
          index = next - 1;
        }
        ctx.restore();
      });
      return null;
    };
    return new uPlot({
      width, height, legend: { show: false }, cursor: { show: false },
      scales: { x: { time: false, min: 0, max: turns.at(-1).end, auto: false }, y: { range: [0, 1] } },
      axes: [{}, { splits: () => PEOPLE.map((_, place) => 1 - (place + 0.5) / 12), values: () => PEOPLE, size: 80, grid: { show: false }, ticks: { show: false } }],
      series: [{}, ...PEOPLE.map((label) => ({ label, paths, points: { show: false }, fill: COLOUR, width: 0 }))],
    }, uPlot.join(lanes, lanes.map(() => [2, 2])), box);
  },
  /// The least that can be made of it by hand: one series of who speaks, and each box put straight onto the canvas.
  uplotByHand(box, turns, width, height) {
    return lanes(box, turns, width, height, (u) => {
      const { ctx, bbox } = u;
      ctx.save();
      ctx.beginPath(); ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height); ctx.clip();
      ctx.fillStyle = COLOUR;
      eachBar(u, turns, (x, y, width, height) => ctx.fillRect(x, y, width, height));
      ctx.restore();
      return null;
    });
  },
  chartjs(box, turns, width, height) {
    const canvas = document.createElement("canvas");
    canvas.width = width; canvas.height = height;
    box.append(canvas);
    const data = turns.map(({ who, start, end }) => ({ y: PEOPLE[who], x: [start, end] }));
    return new Chart(canvas, {
      type: "bar",
      data: { labels: PEOPLE, datasets: [{ data, backgroundColor: COLOUR, barThickness: BAR }] },
      options: {
        indexAxis: "y", animation: false, responsive: false, events: [],
        plugins: { legend: { display: false }, tooltip: { enabled: false } },
        scales: { x: { type: "linear", min: 0, max: turns.at(-1).end }, y: { type: "category" } },
      },
    });
  },
  echarts(box, turns, width, height) {
    const chart = echarts.init(box, null, { width, height, renderer: "canvas" });
    chart.setOption({
      animation: false,
      grid: { left: 80, right: 24, top: 4, bottom: 28 },
      xAxis: { type: "value", min: 0, max: turns.at(-1).end },
      yAxis: { type: "category", data: PEOPLE, inverse: true },
      series: [{
        // All in one frame: in several it would take longer.
        type: "custom", progressive: 0, silent: true,
        encode: { x: [1, 2], y: 0 },
        data: turns.map(({ who, start, end }) => [who, start, end]),
        renderItem(_, api) {
          const who = api.value(0), [x, y] = api.coord([api.value(1), who]), [to] = api.coord([api.value(2), who]);
          return { type: "rect", shape: { x, y: y - BAR / 2, width: Math.max(1, to - x), height: BAR }, style: { fill: COLOUR } };
        },
      }],
    });
    return chart;
  },
  plot(box, turns, width, height) {
    const bars = Plot.barX(turns, { x1: "start", x2: "end", y: (turn) => PEOPLE[turn.who], fill: COLOUR, insetLeft: 0, insetRight: 0 });
    box.append(Plot.plot({ width, height, marginLeft: 80, y: { domain: PEOPLE, padding: 0.5 }, marks: [bars] }));
  },
};

const { port1, port2 } = new MessageChannel();
/// A message to oneself: heard when what the page is doing is done.
const message = () => new Promise((done) => { port1.onmessage = done; port2.postMessage(0); });
const frame = () => new Promise(requestAnimationFrame);
const middle = (numbers) => numbers.sort((one, other) => one - other)[numbers.length >> 1];

/// Does something at the beginning of a frame. Tells how long the page was busy with it (script, style, layout,
/// painting), and after how long the browser says that the frame was on the screen. What goes on over several
/// frames tells when it is done.
async function timed(work) {
  if (!crossOriginIsolated) throw new Error("the times of frames would be rounded to 4 ms");
  for (let rest = 0; rest < 3; rest++) { await frame(); await message(); }
  const mark = document.createElement("p");
  mark.textContent = "drawn";
  mark.setAttribute("elementtiming", "drawn");
  Object.assign(mark.style, { position: "fixed", top: 0, margin: 0 });
  const shown = new Promise((done) => {
    new PerformanceObserver((list, observer) => {
      for (const entry of list.getEntries().filter(({ identifier }) => identifier === "drawn")) { observer.disconnect(); done(entry.renderTime); }
    }).observe({ type: "element" });
  });
  await frame();
  const start = performance.now();
  await work();
  // In the same frame as what was drawn.
  document.body.append(mark);
  await message();
  const busy = performance.now() - start;
  const times = { busy, shown: await shown - start };
  mark.remove();
  return times;
}

/// The time of one of the others.
export async function peer(name, count, width, height) {
  const box = document.querySelector("#box"), data = turns(count);
  const times = await timed(() => { peers[name](box, data, width, height); });
  // What is measured is what is seen.
  const there = covered(box.querySelector("canvas")) ?? box.querySelectorAll("svg rect").length / count;
  if (!(there > 0.1)) throw new Error(`${name} has drawn nothing`);
  return { ...times, there };
}

/// How much of a canvas is covered by bars.
function covered(canvas) {
  if (!canvas) return undefined;
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let dark = 0;
  for (let at = 0; at < data.length; at += 4) if (data[at + 3] > 100 && data[at] < 100 && data[at + 1] < 160) dark++;
  return dark / (canvas.width * canvas.height);
}

/// Nothing but the mark by which frames are told.
export const nothing = () => timed(() => {});

const element = () => document.querySelector("meeting-dynamics");
const drawn = () => element().shadowRoot.querySelector("#timeline-heading")?.closest("figure").querySelector(".picture svg");

/// The time of our own figure, in a review that stood there without it; and the size of its picture.
export async function ours(count) {
  const data = turns(count);
  element().meeting = meeting(data);
  while (!element().shadowRoot.querySelector("figure")) await frame();
  if (drawn()) throw new Error("the timeline is there before it is asked for: is the attribute `charts` heeded?");
  element().shadowRoot.querySelector("figure").scrollIntoView();
  const times = await timed(() => element().setAttribute("charts", "timeline"));
  return { ...times, ...size(count) };
}

/// The same from the meeting as an object to the timeline on the screen.
export async function oursFromObject(count) {
  const plain = meeting(turns(count));
  const times = await timed(async () => {
    element().meeting = plain;
    while (!drawn()) await frame();
    drawn().scrollIntoView();
  });
  return { ...times, ...size(count) };
}

function size(count) {
  const picture = drawn();
  if (!picture) throw new Error("there is no timeline");
  const told = element().summary.people.reduce((sum, { turns }) => sum + turns, 0);
  if (told !== count) throw new Error(`${told} turns, not ${count}`);
  // What is not seen is not painted.
  const { top, bottom } = picture.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) throw new Error(`the timeline is seen only in part: from ${top} to ${bottom}`);
  return { width: Number(picture.getAttribute("width")), height: Number(picture.getAttribute("height")) };
}

/// So many steps, one a frame; how long the page was busy with each, and how long until the next.
async function panned(steps, step, look = () => {}) {
  for (let rest = 0; rest < 3; rest++) { await frame(); await message(); }
  const busy = [], between = [];
  let before = await frame();
  for (let n = 1; n <= steps; n++) {
    const start = performance.now();
    await step(n / steps);
    await message();
    busy.push(performance.now() - start);
    look();
    const now = await frame();
    between.push(now - before);
    before = now;
  }
  return { busy: middle(busy), between };
}

/// What is seen in each step, as parts of the meeting: half of it, further and further to the right; or ever less
/// of its middle, down to a fiftieth.
const CLOSER = 50;
const seen = {
  along: (part) => [part / 2, part / 2 + 0.5],
  closer: (part) => { const half = CLOSER ** -part / 2; return [0.5 - half, 0.5 + half]; },
};

/// By the wheel on our own picture.
export async function panOurs(count, steps, how) {
  element().meeting = meeting(turns(count));
  while (!drawn()) await frame();
  drawn().scrollIntoView();
  const box = drawn().getBoundingClientRect(), lane = drawn().querySelector("path.present").getBBox();
  const wheel = (given) => drawn().dispatchEvent(new WheelEvent("wheel", {
    bubbles: true, composed: true, cancelable: true, clientX: box.left + lane.x + lane.width / 2, clientY: box.top + 9, ...given,
  }));
  // One px of a wheel with Ctrl comes closer by so much; a px along is one of the picture.
  const closer = (times) => wheel({ ctrlKey: true, deltaY: -Math.log(times) / 0.006 });
  if (how === "along") { closer(2); await frame(); wheel({ deltaX: -lane.width }); }
  await frame(); await frame();
  const step = () => how === "along" ? wheel({ deltaX: lane.width / steps }) : closer(CLOSER ** (1 / steps));
  const pictures = new Set();
  const times = await panned(steps, step, () => pictures.add(drawn().innerHTML.length + drawn().querySelector("path.airtime").getAttribute("d")));
  if (pictures.size < steps) throw new Error(`${pictures.size} pictures of ${steps}`);
  return { ...times, width: box.width, height: box.height };
}

/// By the slider of the part, which every number of the review follows.
export async function partOurs(count, steps) {
  element().meeting = meeting(turns(count));
  while (!drawn()) await frame();
  const slider = () => element().shadowRoot.querySelector("input[type=range]");
  return panned(steps, (part) => {
    slider().value = Math.round(Number(slider().max) * part / 2);
    slider().dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  });
}

export async function panPeer(name, count, width, height, steps, how) {
  const data = turns(count), box = document.querySelector("#box");
  const chart = peers[name](box, data, width, height), end = data.at(-1).end;
  await frame(); await frame();
  return panned(steps, (part) => {
    const [min, max] = seen[how](part);
    chart.setScale("x", { min: min * end, max: max * end });
  });
}

// What a board is told by gestures, from the description alone: one tap says the most it can, because
// the floor is known. Told in the plainest way, with the floor computed anew before each gesture.

/// The events that stand after these gestures, each `{at, does, who, whom, kind}`, in the shape of a
/// meeting file; the meeting has not ended.
export function told(gestures) {
  const done = [];
  const undone = [];
  let number = 0;
  const change = (step) => { step.forth(); done.push(step); undone.length = 0; };
  const events = [];
  const add = (event) => {
    const written = { n: ++number, ...event };
    change({ forth: () => events.push(written), back: () => events.splice(events.indexOf(written), 1) });
  };
  const set = (event, field, value) => {
    const before = event[field];
    change({ forth: () => { event[field] = value; }, back: () => { event[field] = before; } });
  };

  for (const { at, does, who, whom, kind } of gestures) {
    const holders = floor(events);
    const others = holders.filter((holder) => holder !== who);
    switch (does) {
      case "speaks":
        add(holders.length === 1 && holders[0] === who ? { at, type: "silence" } : { at, type: "speaks", who });
        break;
      case "interrupts":
        if (others.length > 0) add({ at, type: "interrupts", who, whom: others.at(-1), outcome: "yielded" });
        break;
      case "drags":
        add({ at, type: "interrupts", who, whom, outcome: "yielded" });
        break;
      case "talked_over": add({ at, type: "talked_over", whom: who }); break;
      case "silence": add({ at, type: "silence" }); break;
      case "pause": add({ at, type: "pauses" }); break;
      case "resume": add({ at, type: "resumes" }); break;
      case "joins_in": add({ at, type: "joins_in", who }); break;
      case "stops": add({ at, type: "stops", who }); break;
      case "leaves": add({ at, type: "leaves", who }); break;
      case "arrives": add({ at, type: "arrives", who }); break;
      case "moment": add({ at, type: "moment", kind, who, for: whom }); break;
      case "kept": {
        const last = inOrder(events).filter((event) => event.type === "interrupts").at(-1);
        if (last?.outcome === "yielded") set(last, "outcome", "held");
        break;
      }
      case "earlier": {
        const last = [...events].sort((one, other) => one.n - other.n).at(-1);
        if (last && last.at > 0) set(last, "at", Math.max(0, last.at - 3000));
        break;
      }
      case "undo": {
        const step = done.pop();
        if (step) { step.back(); undone.push(step); }
        break;
      }
      case "redo": {
        const step = undone.pop();
        if (step) { step.forth(); done.push(step); }
        break;
      }
      default: throw new Error(`unknown gesture ${does}`);
    }
  }
  return inOrder(events);
}

const inOrder = (events) => [...events].sort((one, other) => one.at - other.at || one.n - other.n);

/// Who holds the floor after these events, in the order in which their turns started.
export function floor(events) {
  let holders = [];
  const without = (who) => holders.filter((holder) => holder !== who);
  const with_ = (who) => (holders.includes(who) ? holders : [...holders, who]);
  for (const event of inOrder(events)) {
    switch (event.type) {
      case "speaks": holders = [event.who]; break;
      case "joins_in": holders = with_(event.who); break;
      case "stops": case "leaves": holders = without(event.who); break;
      case "interrupts":
        if (event.outcome === "yielded") { holders = without(event.whom); holders = with_(event.who); }
        break;
      case "talked_over": holders = without(event.whom); break;
      case "silence": case "pauses": case "ends": holders = []; break;
      default: break;
    }
  }
  return holders;
}

// Where two summaries differ, number by number.

/// The places where `told` and `retold` differ by more than one part in 10⁹, in words; none if they agree.
/// The sentences of moments are not compared, nor is the order of moments of the same time.
export function differences(told, retold, place = "summary") {
  if (place === "summary.moments" && Array.isArray(told) && Array.isArray(retold)) {
    return same(sorted(told), sorted(retold), place);
  }
  return same(told, retold, place);
}

function same(told, retold, place) {
  if (typeof told === "number" && typeof retold === "number") {
    const near = Math.abs(told - retold) <= 1e-9 * Math.max(1, Math.abs(told), Math.abs(retold));
    return near ? [] : [`${place}: ${told} and ${retold}`];
  }
  if (Array.isArray(told) && Array.isArray(retold)) {
    if (told.length !== retold.length) return [`${place}: ${told.length} and ${retold.length} entries: ${brief(told)} and ${brief(retold)}`];
    return told.flatMap((value, index) => differences(value, retold[index], `${place}[${index}]`));
  }
  if (told !== null && retold !== null && typeof told === "object" && typeof retold === "object") {
    const fields = new Set([...Object.keys(told), ...Object.keys(retold)]);
    return [...fields].flatMap((field) => differences(told[field], retold[field], `${place}.${field}`));
  }
  return told === retold ? [] : [`${place}: ${brief(told)} and ${brief(retold)}`];
}

const brief = (value) => (JSON.stringify(value) ?? "nothing").slice(0, 300);

function sorted(moments) {
  const bare = moments.map(({ text, ...rest }) => rest);
  const key = ({ kind, people }) => [kind, ...people].join(" ");
  return bare.sort((one, other) => one.at_s - other.at_s || (key(one) < key(other) ? -1 : 1));
}

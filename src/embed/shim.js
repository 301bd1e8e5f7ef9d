// The class that wasm cannot write. What it does is all in element.rs.
const inner = new WeakMap();

export function define(tag, attributes, methods, properties, create) {
  class MeetingDynamics extends HTMLElement {
    static observedAttributes = attributes;
    constructor() { super(); inner.set(this, create(this, this.attachShadow({ mode: "open" }))); }
    connectedCallback() {
      inner.get(this).connected();
      for (const name of properties.filter((name) => Object.hasOwn(this, name))) {
        // Set before the element was known: set again, now that somebody listens.
        const value = this[name];
        delete this[name];
        try { this[name] = value; } catch ({ code, message }) {
          this.dispatchEvent(new CustomEvent("meeting-error", { bubbles: true, composed: true, detail: { code, message } }));
        }
      }
    }
    disconnectedCallback() { inner.get(this).disconnected(); }
    attributeChangedCallback(name, before, value) {
      // Frameworks set what is there already; that changes nothing, least of all what was typed since.
      if (value !== before) inner.get(this).attribute_changed(name, value ?? undefined);
    }
  }
  for (const name of methods) {
    MeetingDynamics.prototype[name] = function (...given) { return inner.get(this)[name](...given); };
  }
  for (const name of properties) {
    Object.defineProperty(MeetingDynamics.prototype, name, {
      get() { return inner.get(this)[name]; },
      set(value) { inner.get(this)[name] = value; },
    });
  }
  if (!customElements.get(tag)) customElements.define(tag, MeetingDynamics);
}

// Elements as src/browser/built.rs tells of them, in one call: from wasm it would be some ten for each.
export function build(told) {
  let inside = document.createDocumentFragment(), name;
  for (const part of told.split("\0")) {
    const rest = part.slice(1);
    switch (part[0]) {
      case "<": inside = inside.appendChild(document.createElement(rest)); break;
      case "(": inside = inside.appendChild(document.createElementNS("http://www.w3.org/2000/svg", rest)); break;
      case "@": name = rest; break;
      case "=": inside.setAttribute(name, rest); break;
      case "'": inside.append(rest); break;
      case ">": inside = inside.parentNode;
    }
  }
  return inside.firstChild;
}

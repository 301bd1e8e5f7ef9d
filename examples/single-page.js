// An application that makes the element itself, listens to it, and moves it as its views come and go.

const element = document.createElement("meeting-dynamics");
// Attributes are texts; what is not a text is a property, and may be set before the element is known.
element.setAttribute("people", "Ana, Ben, Chen");
element.setAttribute("charts", "airtime interruptions");

const told = document.querySelector("#told");
element.addEventListener("meeting-change", ({ detail }) => { told.textContent = `Event ${detail.revision}: ${detail.event?.type ?? "hidden"}`; });
element.addEventListener("meeting-end", ({ detail }) => { told.textContent = `Over, with ${detail.summary.people.length} people`; });
element.addEventListener("meeting-error", ({ detail }) => { told.textContent = `${detail.code}: ${detail.message}`; });

// Moved or taken off and put back, it keeps its meeting.
function show(view) {
  if (view === "away") element.remove();
  else document.getElementById(view).append(element);
}

for (const button of document.querySelectorAll("[data-view]")) {
  button.addEventListener("click", () => show(button.dataset.view));
}
show("left");

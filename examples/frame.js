// A page that frames the app: it follows the height of what is shown, and can hand a meeting over.

const app = new URL("../meeting-dynamics/index.html", import.meta.url);
const frame = document.querySelector("#meeting");

// Who may hand meetings over is said in the address; from anyone else the frame takes none.
const asked = new URLSearchParams({ people: "Ana, Ben, Chen", "parent-origin": location.origin });
frame.src = `${app}?embed&${asked}`;

addEventListener("message", (event) => {
  if (event.source !== frame.contentWindow || event.origin !== app.origin) return;
  if (event.data?.type === "meeting-dynamics:height") frame.style.height = `${event.data.height}px`;
});

document.querySelector("#show").addEventListener("click", async () => {
  const source = await (await fetch("last-week.meeting.json")).text();
  frame.contentWindow.postMessage({ type: "meeting-dynamics:open", source, format: "json" }, app.origin);
});

// Starts Decap CMS with the configuration made from the models, and shows what the check says of an entry.
const told = document.getElementById("told");

function tell(title, lines) {
  const list = document.createElement("ul");
  for (const line of lines) {
    const item = document.createElement("li");
    item.textContent = line;
    list.append(item);
  }
  const heading = document.createElement("strong");
  heading.textContent = title;
  const close = document.createElement("button");
  close.textContent = "Close";
  close.addEventListener("click", () => (told.hidden = true));
  told.replaceChildren(heading, list, close);
  told.hidden = !lines.length;
}

// Decap shows for seconds why something was not saved; an editor needs it for as long as it takes.
const REFUSED = 422;
const plain = window.fetch;
const opened = new Map(); // each entry as this tab last read or wrote it, so that it writes over no other change
window.fetch = async (address, options) => {
  const asked = String(address).endsWith("/api") ? JSON.parse(options.body) : {};
  const saved = asked.action === "persistEntry" ? asked.params.dataFiles : [];
  for (const one of saved) {
    one.opened = opened.get(one.path);
  }
  const answer = await plain(address, asked.action ? { ...options, body: JSON.stringify(asked) } : options);
  if (answer.ok && asked.action === "getEntry") {
    opened.set(asked.params.path, (await answer.clone().json()).data);
  }
  for (const one of answer.ok ? saved : []) {
    opened.set(one.path, one.raw);
  }
  if (answer.status === REFUSED) {
    tell("Nothing was changed. Please put this right:", (await answer.clone().json()).error.split("\n"));
  }
  return answer;
};

window.addEventListener("hashchange", () => tell("", [])); // what it told was of the entry left

async function advice() {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch("api", { method: "POST", headers, body: '{"action": "advice"}' });
  tell("Saved. Please look at this too:", await answer.json());
}

// What Decap calls publishing only writes a file here, and there is nothing to log in to.
function reword(words) {
  Object.assign(words.auth, { login: "Open the forms", loggingIn: "Opening…" });
  words.collection.collectionTop.newButton = "Add: %{collectionLabel}"; // its own sign of plus is in few fonts
  Object.assign(words.editor.editorToolbar, {
    publish: "Save",
    publishing: "Saving…",
    publishNow: "Save now",
    publishAndCreateNew: "Save and add another",
    publishAndDuplicate: "Save and copy",
    published: "Saved",
    deployButtonLabel: "See its page (make serve)",
  });
  Object.assign(words.ui.toast, { entrySaved: "Saved", onFailToPersist: "Not saved", onFailToDelete: "Not removed" });
}

function start(CMS, config) {
  reword(CMS.getLocale("en"));
  // Content has no pictures, so there is no library of them to choose from.
  CMS.registerMediaLibrary({ name: "none", init: () => ({ show() {}, enableStandalone: () => false }) });
  CMS.registerEventListener({ name: "preSave", handler: () => tell("", []) });
  CMS.registerEventListener({ name: "postSave", handler: advice });
  CMS.init({ config });
}

window.CMS_MANUAL_INIT = true; // else it would look for a configuration by itself, as soon as it is there
const decap = document.createElement("script");
decap.src = "decap-cms.js";
const loaded = new Promise((done) => decap.addEventListener("load", done));
document.head.append(decap);
const [config] = await Promise.all([fetch("config.json").then((answer) => answer.json()), loaded]);
start(window.CMS, config);

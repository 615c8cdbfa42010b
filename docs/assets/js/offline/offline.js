// The page "Use offline": how much there is to save, the progress of saving, and what has been saved.
"use strict";

if (window.almanac?.offlineCopy) {
  const { grouped, offlineCopy } = window.almanac;
  const at = (id) => document.getElementById(id);
  const megabytes = (bytes) => (bytes < 950_000 ? "less than 1 MB" : `${Math.round(bytes / 1e6)} MB`);
  const say = (text) => (at("saved-says").textContent = text);
  let stopping = null; // while something is being saved

  const SERVED = "This copy of the site is for editors. Pages can be saved on the published site.";
  const FROM_DISK = "You are reading a copy on your own computer. All of it opens without a connection.";
  function whyNot() {
    if (location.protocol === "file:") return FROM_DISK;
    if (document.querySelector("script[src^='/_almanac/']")) return SERVED;
    if (!window.caches || !navigator.serviceWorker) return "Your browser cannot save pages here. A private window may be the reason.";
    return "";
  }
  function refuse(why) {
    at("cannot-save").textContent = why;
    at("cannot-save").hidden = false;
  }

  // Compares what is saved with what the site has now, which is unknown without a connection.
  async function draw() {
    const saved = await offlineCopy.state();
    const there = await offlineCopy.everything().catch(() => null);
    const size = there ? there.files.reduce((sum, [, bytes]) => sum + bytes, 0) : 0;
    const current = saved.whole && (!there || there.files.every(([path, , digest]) => saved.files[path] === digest));
    at("how-much").textContent = there
      ? `${grouped(there.files.length)} files, ${megabytes(size)} on your device. Compressed, the download is about a quarter of that.`
      : "There is no connection, so nothing more can be saved now.";
    at("save").textContent = saved.whole && !current ? "Save the changes" : "Save everything for offline use";
    at("save").disabled = !there || current;
    if (current) say(`All of version ${saved.version} of ${saved.day} is saved on this device.`);
    else if (saved.whole) say(`Version ${saved.version} of ${saved.day} is saved on this device. There is a newer one.`);
    else if (Object.keys(saved.files).length) say("Part of the site is saved. Saving will continue from there.");
  }

  function progress(done, all) {
    at("saved-so-far").max = all;
    at("saved-so-far").value = done;
    at("saved-bytes").textContent = `${megabytes(done)} of ${megabytes(all)}`;
  }
  function saving(now) {
    at("saving").hidden = at("stop").hidden = !now;
    at("save").hidden = at("remove").hidden = now;
  }

  async function save() {
    stopping = new AbortController();
    say("Saving. Keep this page open. You can carry on reading in another tab.");
    saving(true);
    let outcome = "";
    try {
      await navigator.storage?.persist?.().catch(() => false); // else a browser short of space may delete it
      await offlineCopy.save(progress, stopping.signal);
    } catch (error) {
      outcome = "A file failed to download, so not everything is saved. Check your connection and try again: saving will continue from there.";
      if (error.name === "AbortError") outcome = "Stopped. What has been saved is kept, and saving will continue from there.";
      if (error.name === "QuotaExceededError") outcome = "There is not enough space on this device to save everything. Free some space and try again.";
    }
    stopping = null;
    saving(false);
    await draw();
    if (outcome) say(outcome);
    (outcome ? at("save") : at("remove")).focus();
  }

  async function remove() {
    await offlineCopy.remove();
    say("The saved pages were removed. Urgent help, the law by nation and your tools still open offline.");
    const said = at("saved-says").textContent;
    await draw();
    say(said);
  }

  const why = whyNot();
  at("without-scripts").hidden = true;
  if (why) {
    refuse(why);
  } else {
    at("save").addEventListener("click", save);
    at("stop").addEventListener("click", () => stopping?.abort());
    at("remove").addEventListener("click", remove);
    addEventListener("beforeunload", (event) => stopping && event.preventDefault());
    draw().catch(() => refuse("Your browser is blocking storage, so pages cannot be saved."));
    at("save-offline").hidden = false;
  }
}

// Where runs come from: the server. The handout has a source of its own, with the same functions (recorded.js).
import { decode } from "./decode.js";

export const live = true;

/** What is wrong with the server, and not with what was asked. */
class ServerError extends Error {
  name = "ServerError";
}

async function answer(path, body) {
  let found;
  try {
    found = await fetch(path, body === undefined ? undefined : { method: "POST", ...body });
  } catch {
    throw new ServerError("The server does not answer. Is firewood app still running?");
  }
  if (!found.ok) {
    const told = await found.json().catch(() => ({}));
    throw told.error ? new Error(told.error) : new ServerError(`The server answered ${found.status}.`);
  }
  return found;
}

export async function ask(path, question) {
  const body = question === undefined ? undefined : { body: JSON.stringify(question), headers: { "Content-Type": "application/json" } };
  return (await answer(path, body)).json();
}

export const start = () => ask("api/start");
export const verdict = (question) => ask("api/verdict", question);

export async function run(question) {
  const found = await answer("api/run", { body: JSON.stringify(question), headers: { "Content-Type": "application/json" } });
  return decode(await found.arrayBuffer());
}

export async function upload(file, names) {
  await file.slice(0, 1).arrayBuffer().catch(() => { throw new Error("The file cannot be opened. Is it a file, and still there? Choose it again."); });
  const headers = { "X-File-Name": encodeURIComponent(file.name), "X-Names": names ? "yes" : "no" };
  return (await answer("api/survey", { body: file, headers })).json();
}

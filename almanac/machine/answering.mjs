// Lets another process put many requests to a program: each line of JSON on standard input is answered by a line of
// JSON.
import { createInterface } from "node:readline";
import { stdin, stdout } from "node:process";

/** Answers until the input ends, with `{ answer }`, or with `{ thrown }` if `answer` throws an error. */
export async function answerLines(answer) {
  for await (const line of createInterface({ input: stdin })) {
    let told;
    try {
      told = { answer: await answer(JSON.parse(line)) };
    } catch (error) {
      told = { thrown: String(error?.stack ?? error) };
    }
    stdout.write(`${JSON.stringify(told)}\n`);
  }
}

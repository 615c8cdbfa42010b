// Lets another process ask a program again and again: each line of standard input, JSON, is answered with a line, JSON.
import { createInterface } from "node:readline";
import { stdin, stdout } from "node:process";

/** Answers until the input ends: `{ answer }`, or `{ thrown }` with what `answer` threw. */
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

// Lets tests ask a program again and again: each line of standard input, JSON, is answered with a line.
import { createInterface } from "node:readline";
import process from "node:process";

/** Answers until the input ends; what `answer` throws is told to whoever asked. */
export async function answerLines(answer) {
  for await (const line of createInterface({ input: process.stdin })) {
    let told;
    try {
      told = { answers: await answer(JSON.parse(line)) };
    } catch (error) {
      told = { thrown: error.stack };
    }
    process.stdout.write(`${JSON.stringify(told)}\n`);
  }
}

import type { Readable } from 'node:stream';

const LARGEST = 4_000_000;
const LONGEST_NAME = 100;
/** Far more than HSDS nests; what goes deeper can be parsed, but not written again. */
export const DEEPEST = 50;

/** One object in one of the lists of a document; `row` counts from 1. */
export interface JsonElement {
  list: string;
  row: number;
  text: string;
}

/** A document that is not an object with lists, or ends before it should. */
export class BrokenDocument extends Error {}

/**
 * The objects in the lists of `{"organizations": [{…}, …], "services": […]}`, one by one as text, in constant memory. Throws
 * `BrokenDocument`, and a TypeError for bytes that are not UTF-8.
 */
export async function* jsonElements(content: Readable): AsyncGenerator<JsonElement> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const scanner = new Scanner();
  for await (const chunk of content) yield* scanner.take(decoder.decode(Buffer.from(chunk), { stream: true }));
  yield* scanner.take(decoder.decode());
  if (!scanner.isDone) throw new BrokenDocument('the document ends too early');
}

const ROOT = 1;
const IN_LIST = 2;

/** Follows braces, brackets and strings; a string at the depth of the root is the name of the list that comes next. */
class Scanner {
  private depth = 0;
  private inString = false;
  private escaped = false;
  private began = false;
  private name = '';
  private row = 0;
  private held = '';

  get isDone(): boolean {
    return this.began && this.depth === 0;
  }

  *take(text: string): Generator<JsonElement> {
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const letter = text[at]!;
      if (this.inString) this.string(letter);
      else if (letter === '"') this.openString();
      else if (letter === '{' || letter === '[') {
        if (this.depth === IN_LIST && letter === '{') from = at;
        this.open(letter);
      } else if (letter === '}' || letter === ']') {
        this.depth -= 1;
        if (this.depth === IN_LIST && letter === '}') {
          yield { list: this.name, row: ++this.row, text: this.held + text.slice(from, at + 1) };
          this.held = '';
        }
      }
    }
    if (this.depth > IN_LIST) this.hold(text.slice(from));
  }

  private string(letter: string): void {
    if (this.escaped) this.escaped = false;
    else if (letter === '\\') this.escaped = true;
    else if (letter === '"') this.inString = false;
    if (this.inString && this.depth === ROOT) this.name += letter;
    if (this.name.length > LONGEST_NAME) throw new BrokenDocument('the name of a list is too long');
  }

  private openString(): void {
    this.inString = true;
    if (this.depth === ROOT) this.name = '';
  }

  private open(letter: string): void {
    if (!this.began && letter !== '{') throw new BrokenDocument('the document is not an object');
    this.began = true;
    this.depth += 1;
    if (this.depth > DEEPEST) throw new BrokenDocument('the brackets go too deep');
    if (this.depth === IN_LIST && letter === '[') this.row = 0;
  }

  private hold(text: string): void {
    this.held += text;
    if (this.held.length > LARGEST) throw new BrokenDocument(`an entry of ${this.name} is too large`);
  }
}

/** One event of the Kediri story. Played once: `isOver` is asked first, so that an interrupted replay goes on where it was. */
export interface Chapter {
  /** What the demonstration's clock says when it begins. */
  readonly at: string;
  readonly title: string;
  isOver(): Promise<boolean>;
  play(): Promise<void>;
  /** Asked until it is true: what the running server brings about by itself. */
  hasSettled(): Promise<boolean>;
  /** What there is to see, a line each; a line that begins with `/` is an address. */
  tell(): Promise<string[]>;
}

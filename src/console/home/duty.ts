/** Something that waits for somebody. `text` is a key below `console:duty`. */
export interface Duty {
  text: string;
  params: Record<string, unknown>;
  href: string;
  since?: Date;
  /** This person may do it; otherwise it is shown to her as waiting for another. */
  mine: boolean;
}

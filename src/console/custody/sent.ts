export type Sent = Record<string, string | undefined>;

/** An empty field of a form is one that was not given. */
export function filled(sent: Sent): Sent {
  return Object.fromEntries(Object.entries(sent).filter(([, value]) => typeof value === 'string' && value.trim() !== ''));
}

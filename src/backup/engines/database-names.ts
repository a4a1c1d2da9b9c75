/** PostgreSQL cuts a longer name off, in bytes, and would take what it makes for whatever bears the rest; MariaDB refuses 65 letters. */
const LONGEST = 63;

/** A name beside that of a database, of which as much stays as there is room for: the ending tells it from all others. */
export function nameBeside(original: string, ending: string): string {
  let name = original;
  while (Buffer.byteLength(name + ending) > LONGEST) name = [...name].slice(0, -1).join('');
  return name + ending;
}

/** Refuses a name that the server would cut off; a bug in the caller, not an error for people. */
export function checkName(name: string): string {
  if (Buffer.byteLength(name) > LONGEST) throw new Error(`too long for the name of a database: ${name}`);
  return name;
}

import { DeclaredSettings } from './backup/index.js';
import { Accounts, Actor, IssueSignInLink, LINK_MINUTES, ROLES } from './people/index.js';
import { Instance } from './platform/index.js';
import type { RunningServer } from './server.js';

/** What the terminal shows when the server is ready: the address, and a way in while nobody has one. */
export async function welcome({ app, url }: RunningServer): Promise<string> {
  const instance = app.get(Instance);
  const link = await signInLink(app);
  const lines = [
    `Sinambung is ready: ${url}`,
    instance.kind === 'demonstration'
      ? 'This is a demonstration: its data is made up where it says so, its clock is in its database.'
      : undefined,
    link
      ? `Sign in once, within ${LINK_MINUTES} minutes: ${link}`
      : 'Sign in: /masuk  (a lost way in: npm run -s sinambung -- sign-in-link --email …)',
    unset(app.get(DeclaredSettings)),
  ];
  return `\n${lines.filter(Boolean).join('\n')}\n`;
}

function unset(declared: DeclaredSettings): string | undefined {
  const missing = declared.missing().map(({ setting, neededBy }) => `${setting} (${neededBy.join(', ')})`);
  return missing.length > 0 ? `Warning: not set, though the backup shelf needs it: ${missing.join(', ')}` : undefined;
}

/** In a demonstration always; otherwise only until the first administrator has an account. */
async function signInLink(app: RunningServer['app']): Promise<string | undefined> {
  const demonstration = app.get(Instance).kind === 'demonstration';
  const accounts = await app.get(Accounts).all();
  const admin = accounts.find((account) => account.roles.includes('admin'));
  if (admin && !demonstration) return undefined;
  const terminal = Actor.terminal(ROLES);
  const { url } = await app.get(IssueSignInLink).run(terminal, admin ? { email: admin.email } : { role: 'admin' });
  return url;
}

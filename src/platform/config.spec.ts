import { Config, SettingsError } from './index.js';

const wrong = (settings: NodeJS.ProcessEnv) => {
  try {
    new Config(settings);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('settings', () => {
  it.each([
    [{ PORT: 'x' }, 'PORT (port the server listens on): must be a whole number'],
    [{ PORT: '70000' }, 'must be 65535 or less'],
    [{ DATABASE_URL: 'mysql://localhost/x' }, 'must be a URL with postgres: or postgresql:'],
    [{ SINAMBUNG_KIND: 'test' }, '"production"|"demonstration"|"drill"'],
    [{ SINAMBUNG_SMS_SECRET: 'short' }, 'SINAMBUNG_SMS_SECRET (shared secret'],
  ])('%j is refused with what is accepted', (settings, said) => {
    expect(wrong(settings)).toContain(said);
  });

  it('names every wrong one at once', () => {
    expect(wrong({ PORT: 'x', SINAMBUNG_SMTP_URL: 'mail' }).split('\n')).toHaveLength(3);
  });

  it('takes an empty one as unset', () => {
    expect(new Config({ PORT: '', SINAMBUNG_URL: '' }).url).toBe('http://127.0.0.1:3000');
  });
});

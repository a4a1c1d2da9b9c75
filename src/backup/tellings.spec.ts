import { Logger } from '@nestjs/common';
import { errors } from './errors.js';
import { Tellings } from './tellings.js';

it('tells of an expected trouble in one line, once while it lasts, and again when it comes back', async () => {
  const lines: unknown[] = [];
  const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation((line) => void lines.push(line));
  const tellings = new Tellings();
  const fail = async () => {
    throw errors.settingMissing({ setting: 'PARE_URL' });
  };
  for (const work of [fail, fail, async () => undefined, fail]) await tellings.about('pare', work);
  const line = 'pare: backup.setting-missing: a setting that this needs is not set (setting: PARE_URL)';
  expect(lines).toEqual([line, line]);
  warn.mockRestore();
});

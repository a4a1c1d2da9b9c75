import { plainWords } from './plain-words.js';
import { DomainError } from './platform/index.js';

describe('an error in the words of a terminal', () => {
  it('names each wrong line of its own, then what to do', () => {
    const fields = [
      { field: 'backup/a.yaml:16', message: 'file: Unrecognized key: "retension"; did you mean retention?' },
      { field: 'backup/b.yaml:3', message: 'vaults: lokl is not in vaults.yaml; did you mean lokal?' },
    ];
    const summary = fields.map(({ field, message }) => `${field}: ${message}`).join('; ');
    expect(plainWords(new DomainError('x.wrong', 'invalid', 'a file is wrong', 'correct it', { fields, summary }))).toBe(
      [
        'a file is wrong',
        '  backup/a.yaml:16: file: Unrecognized key: "retension"; did you mean retention?',
        '  backup/b.yaml:3: vaults: lokl is not in vaults.yaml; did you mean lokal?',
        'hint: correct it',
      ].join('\n'),
    );
  });

  it('names what it is about', () => {
    expect(plainWords(new DomainError('x.unset', 'unavailable', 'a setting is not set', undefined, { setting: 'A_URL' }))).toBe(
      'a setting is not set\n  setting: A_URL',
    );
  });

  it('has none for a fault of ours', () => expect(plainWords(new Error('of ours'))).toBeUndefined());
});

import { fromField, toField } from './local-time.js';

describe('a time in a form', () => {
  it('is the wall clock of the office', () => {
    const at = new Date('2025-08-30T14:30:00Z');
    expect(toField(at, 'Asia/Jakarta')).toBe('2025-08-30T21:30');
    expect(toField(at, 'Asia/Jayapura')).toBe('2025-08-30T23:30');
    expect(fromField('2025-08-30T21:30', 'Asia/Jakarta')).toEqual(at);
  });

  it('is unknown when empty, and refused by the verb when it is nonsense', () => {
    expect(fromField('', 'Asia/Jakarta')).toBeUndefined();
    expect(fromField(undefined, 'Asia/Jakarta')).toBeUndefined();
    expect(fromField('besok', 'Asia/Jakarta')).toBe('besok');
  });
});

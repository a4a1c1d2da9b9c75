import { z } from 'zod';
import { errors } from '../backup/errors.js';
import { Config, parse, Texts } from '../platform/index.js';
import { errorLines } from './error-lines.js';

const texts = new Texts(new Config({}));
const linesOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return errorLines(error as never, texts);
  }
  throw new Error('nothing was thrown');
};

describe('an error at a terminal', () => {
  it('tells the faults of a refused file by row and column, and how many there are beyond', () => {
    const faults = [{ row: 3, column: 'NOMINAL', problem: 'not-an-amount' }];
    const context = {
      file: 'bank.csv',
      count: 13,
      faults,
      summary: 'bank.csv:3:NOMINAL not-an-amount',
      first: '2025-08-30',
      last: '2025-08-31',
    };
    expect(errorLines(errors.badSettlement(context), texts)).toEqual([
      'the file has wrong rows; nothing was taken over',
      `  bank.csv:3:NOMINAL  ${texts.t('en', 'losses:fault.not-an-amount')}`,
      '  … and 12 more',
      '  days that are taken: 2025-08-30 to 2025-08-31',
      'hint: correct the named rows and send the whole file again',
    ]);
  });

  it.each([
    ['pointId', 'sinambung backup list SOURCE'],
    ['requestId', 'sinambung backup retention SOURCE'],
    ['restoreId', 'sinambung restore show SOURCE'],
  ])('says where a %s is found', (field, command) => {
    expect(linesOf(() => parse(z.object({ [field]: z.uuid() }), { [field]: 'samsat-katang-db' }))).toEqual([
      'the input is not valid',
      `  ${field}: not an id`,
      `hint: ids are shown by: ${command}`,
    ]);
  });

  it('tells other facts by name', () => {
    expect(errorLines(errors.noSuchPayment({ payment: 7 }), texts)).toEqual(['there is no such payment', '  payment: 7']);
  });
});

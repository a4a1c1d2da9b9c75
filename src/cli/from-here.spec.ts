import path from 'node:path';
import { fromHere } from './from-here.js';

it.each([
  ['called by npm', 'kartu.pdf', { INIT_CWD: '/srv/kerja', npm_lifecycle_event: 'sinambung' }, '/srv/kerja/kartu.pdf'],
  ['named whole', '/srv/lain/kartu.pdf', { INIT_CWD: '/srv/kerja', npm_lifecycle_event: 'sinambung' }, '/srv/lain/kartu.pdf'],
  ['called by itself', 'kartu.pdf', {}, path.resolve('kartu.pdf')],
  ['below another script', 'kartu.pdf', { INIT_CWD: '/srv/kerja', npm_lifecycle_event: 'test' }, path.resolve('kartu.pdf')],
])('finds a file where somebody is: %s', (_, file, environment, found) => expect(fromHere(file, environment)).toBe(found));

import { originOf } from './same-origin.js';

describe('where a form post comes from', () => {
  it.each([
    ['the page itself', { 'sec-fetch-site': 'same-origin' }, 'same'],
    ['typed by the person', { 'sec-fetch-site': 'none' }, 'same'],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 'cross'],
    ['a neighbouring host', { 'sec-fetch-site': 'same-site' }, 'cross'],
    ['another site that also sends our origin', { 'sec-fetch-site': 'cross-site', origin: 'https://sinambung.example' }, 'cross'],
    ['our known address', { origin: 'https://sinambung.example', host: 'inside:3000' }, 'same'],
    ['the host that was called', { origin: 'http://10.0.0.5:3000', host: '10.0.0.5:3000' }, 'same'],
    ['another port', { origin: 'http://10.0.0.5:3001', host: '10.0.0.5:3000' }, 'cross'],
    ['a longer name that begins like ours', { origin: 'https://sinambung.example.attacker.test', host: 'inside:3000' }, 'cross'],
    ['a hidden origin', { origin: 'null', host: 'sinambung.example' }, 'unknown'],
    ['no word at all', { host: 'sinambung.example' }, 'unknown'],
    ['nonsense', { origin: 'sinambung.example', host: 'sinambung.example' }, 'unknown'],
  ] as const)('%s', (_, headers, expected) => {
    expect(originOf(headers, 'https://sinambung.example')).toBe(expected);
  });
});

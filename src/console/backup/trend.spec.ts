import { trendOf } from './trend.js';

const words = (least: number, most: number, last: number) => `${least}–${most}, ${last}`;

describe('a trend', () => {
  it('goes from left to right, its most on top', () => {
    expect(trendOf([4, 8, 6], words)).toEqual({ points: '3.0,25.0 60.0,3.0 117.0,14.0', words: '4–8, 6' });
  });

  it('is a level line where nothing changes, and none where there is one value', () => {
    expect(trendOf([5, 5], words)?.points).toBe('3.0,14.0 117.0,14.0');
    expect(trendOf([5], words)).toBeUndefined();
  });
});

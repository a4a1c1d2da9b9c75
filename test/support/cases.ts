/** How many cases of `wanted` a run takes: all of them, or a tenth in the inner loop (`npm run test:fast`). */
export const cases = (wanted: number): number => (process.env.SINAMBUNG_TEST_FAST ? Math.ceil(wanted / 10) : wanted);

import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { EventsOff } from './maria-events-off.js';

const HEAD =
  '/*!50106 CREATE*/ /*!50117 DEFINER=`root`@`localhost`*/ /*!50106 EVENT `e` ON SCHEDULE EVERY 1 DAY STARTS now() ON COMPLETION ';
const DUMP = [
  "INSERT INTO `t` VALUES (1,'/*!50106 CREATE*/ ON COMPLETION PRESERVE ENABLE');\n",
  `${HEAD}NOT PRESERVE ENABLE DO insert into t values ('ON COMPLETION PRESERVE ENABLE') */ ;;\n`,
  `${HEAD}PRESERVE DISABLE DO begin\n  select 1; end */ ;;\n`,
  '/*!50106 SET TIME_ZONE= @save_time_zone */ ;\nä',
].join('');
const OFF = DUMP.replace('NOT PRESERVE ENABLE', 'NOT PRESERVE DISABLE');

describe('events on their way to a restored database', () => {
  it('are switched off wherever the stream is cut, and nothing else is changed', async () => {
    const whole = Buffer.from(DUMP);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat({ max: whole.length })), async (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), whole.length];
        const pieces = at
          .slice(1)
          .map((end, i) => whole.subarray(at[i], end))
          .filter(({ length }) => length > 0);
        expect((await buffer(Readable.from(pieces).pipe(new EventsOff()))).toString()).toBe(OFF);
      }),
    );
  });
});

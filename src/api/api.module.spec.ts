import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ApiModule } from './api.module.js';

it('serves every controller that lies here', async () => {
  const files = readdirSync(__dirname).filter((file) => file.endsWith('.controller.ts'));
  const rooms = await Promise.all(files.map((file) => import(path.join(__dirname, file))));
  const controllers = rooms.flatMap((room) => Object.values(room)).filter((one) => typeof one === 'function');
  const served: unknown[] = Reflect.getMetadata('controllers', ApiModule);
  const isController = (one: object) => Reflect.hasMetadata('path', one);
  expect(controllers.filter((one) => isController(one) && !served.includes(one))).toEqual([]);
});

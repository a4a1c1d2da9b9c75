import { Points, ProvePoint, RestorePoint, Restores, TakeBackup } from '../../src/backup/index.js';
import type { House } from './house.js';

export interface Recovering {
  take(): ReturnType<Points['get']>;
  prove(pointId: string): ReturnType<Points['get']>;
  restore(command: object): ReturnType<Restores['get']>;
}

/** What an officer does with the copies of one source, each with all that it brings about. */
export function recovering(house: () => House, sourceId: string): Recovering {
  const officer = () => house().as('recovery-officer');
  const point = async (id: string) => {
    await house().settle();
    return house().get(Points).get(id);
  };
  return {
    take: async () => point((await house().get(TakeBackup).run(officer(), { sourceId })).id),
    async prove(pointId) {
      await house().get(ProvePoint).run(officer(), { pointId });
      return point(pointId);
    },
    async restore(command) {
      const { id } = await house()
        .get(RestorePoint)
        .run(officer(), { sourceId, ...command });
      await house().settle();
      return house().get(Restores).get(id);
    },
  };
}

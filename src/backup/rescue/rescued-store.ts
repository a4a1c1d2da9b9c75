import { CANCEL_WORKFLOW } from '../../platform/index.js';
import { withSession } from '../engines/pg-session.js';

/**
 * The copy that an installation is restored from was on its way when it was copied itself: nobody may begin it again, and how it
 * ended the catalogue of its vault says, once the vault can be reached.
 */
export async function endItself(url: string, pointId: string): Promise<void> {
  const trouble = JSON.stringify({ code: 'backup.not-adopted', detail: pointId });
  await withSession(url, async (session) => {
    await session.query(CANCEL_WORKFLOW, [`take-${pointId}`]);
    await session.query(
      `update backup.point set state = 'failed', failed_at = begun_at, trouble = $2 where id = $1 and state = 'running'`,
      [pointId, trouble],
    );
  });
}

import { Actor } from '../../people/index.js';
import { LEFT_OPEN, type Run } from '../../playbooks/index.js';
import { checklist } from './checklist.js';
import { announcementLink } from './run-shelf.js';

const NOW = new Date('2025-09-12T08:00:00+07:00');
const title = { id: 'Data dipulihkan', en: 'The data is restored' };
const run = (note: string): Run => ({
  id: 'r1',
  incidentId: 'i1',
  state: 'done',
  playbook: {
    id: 'office-lost',
    title,
    steps: [{ id: 'restore', title, after: [], kind: 'person', role: 'recovery-officer', link: '/dasbor/pemulihan' }],
  },
  steps: [{ stepId: 'restore', state: 'skipped', attempt: 0, endedAt: NOW, note }],
  beganAt: NOW,
  beganBy: 'system:playbooks',
  endedAt: NOW,
});
const shown = (note: string) => checklist(run(note), Actor.account('a', ['admin']), 'id', () => undefined, NOW).steps[0];

describe('the steps of an incident', () => {
  it('show what its close left undone, with the page where it can still be done', () => {
    expect(shown(LEFT_OPEN)).toMatchObject({ state: 'left', isLeft: true, note: undefined, link: '/dasbor/pemulihan' });
    expect(shown(LEFT_OPEN)).toMatchObject({ mayComplete: false, role: undefined, className: '' });
  });

  it('show what somebody skipped as skipped, with her reason', () => {
    expect(shown('sudah ditelepon')).toMatchObject({ state: 'skipped', isLeft: false, note: 'sudah ditelepon', link: undefined });
  });
});

describe('the link to the announcement', () => {
  it('says whether there is none, one that stands, or one that has ended', () => {
    expect(announcementLink(undefined)).toEqual({ href: '/dasbor/pengumuman', text: 'announcement' });
    expect(announcementLink({ id: 'a1', state: 'current' })).toEqual({
      href: '/dasbor/pengumuman/a1',
      text: 'announcement-there',
    });
    expect(announcementLink({ id: 'a1', state: 'cancelled' })).toEqual({
      href: '/dasbor/pengumuman/a1',
      text: 'announcement-ended',
    });
  });
});

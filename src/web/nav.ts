/** The rooms of the console, in the order in which a night of an incident needs them. `text` is a key. */
const ROOMS = [
  { href: '/dasbor', text: 'console:nav.home' },
  { href: '/dasbor/kejadian', text: 'console:nav.incidents' },
  { href: '/dasbor/pengalihan', text: 'console:nav.rerouting' },
  { href: '/dasbor/pemulihan', text: 'console:nav.backup' },
  { href: '/dasbor/dispensasi', text: 'console:nav.dispensation' },
  { href: '/dasbor/pengaduan', text: 'console:nav.complaints' },
  { href: '/dasbor/jemput-bola', text: 'console:nav.outreach' },
  { href: '/dasbor/pengumuman', text: 'console:nav.announcements' },
  { href: '/dasbor/pelayanan', text: 'console:nav.offers' },
  { href: '/dasbor/catatan', text: 'console:nav.ledger' },
] as const;

export function navFor(path: string): { href: string; text: string; current: boolean }[] {
  return ROOMS.map((room) => ({ ...room, current: room.href === '/dasbor' ? path === room.href : path.startsWith(room.href) }));
}

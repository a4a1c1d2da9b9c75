interface Room {
  href: string;
  text: string;
  /** Addresses of its pages that do not begin with `href`. */
  also?: readonly string[];
}

const RECOVERY = ['/dasbor/kertas', '/dasbor/arsip', '/dasbor/brankas', '/dasbor/kunci-titipan', '/dasbor/tertahan'];

/** The rooms of the console, in the order in which a night of an incident needs them. `text` is a key. */
const ROOMS: readonly Room[] = [
  { href: '/dasbor', text: 'console:nav.home' },
  { href: '/dasbor/kejadian', text: 'console:nav.incidents' },
  { href: '/dasbor/pengalihan', text: 'console:nav.rerouting' },
  { href: '/dasbor/pemulihan', text: 'console:nav.backup', also: RECOVERY },
  { href: '/dasbor/dispensasi', text: 'console:nav.dispensation' },
  { href: '/dasbor/pengaduan', text: 'console:nav.complaints' },
  { href: '/dasbor/jemput-bola', text: 'console:nav.outreach' },
  { href: '/dasbor/pengumuman', text: 'console:nav.announcements' },
  { href: '/dasbor/pelayanan', text: 'console:nav.offers' },
  { href: '/dasbor/catatan', text: 'console:nav.ledger' },
];

export function navFor(path: string): { href: string; text: string; current: boolean }[] {
  return ROOMS.map(({ href, text, also = [] }) => ({
    href,
    text,
    current: href === '/dasbor' ? path === href : [href, ...also].some((place) => path.startsWith(place)),
  }));
}

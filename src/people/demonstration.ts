import type { Role } from './permissions.js';

interface DemonstrationAccount {
  name: string;
  email: string;
  role: Role;
}

/** Functions, not people; `.invalid` can never receive mail (RFC 2606). */
export const DEMONSTRATION_ACCOUNTS: readonly DemonstrationAccount[] = [
  { name: 'Admin (contoh)', email: 'admin@contoh.invalid', role: 'admin' },
  { name: 'Koordinator (contoh)', email: 'coordinator@contoh.invalid', role: 'coordinator' },
  { name: 'Koordinator kedua (contoh)', email: 'coordinator-2@contoh.invalid', role: 'coordinator' },
  { name: 'Petugas pemulihan data (contoh)', email: 'recovery-officer@contoh.invalid', role: 'recovery-officer' },
  { name: 'Petugas dispensasi (contoh)', email: 'dispensation-officer@contoh.invalid', role: 'dispensation-officer' },
  { name: 'Petugas pengaduan (contoh)', email: 'complaints-officer@contoh.invalid', role: 'complaints-officer' },
  { name: 'Auditor (contoh)', email: 'auditor@contoh.invalid', role: 'auditor' },
];

/** Telephone numbers of zeros are plainly fake. */
export const DEMONSTRATION_ROSTER = [
  { functionName: 'Koordinator piket pertama (contoh)', phone: '+62 000 0000 0001', email: 'coordinator@contoh.invalid' },
  { functionName: 'Koordinator piket kedua (contoh)', phone: '+62 000 0000 0002', email: 'coordinator-2@contoh.invalid' },
  { functionName: 'Admin jaga (contoh)', phone: '+62 000 0000 0003', email: 'admin@contoh.invalid' },
];

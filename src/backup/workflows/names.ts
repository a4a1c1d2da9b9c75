export const TAKE = 'backup.take';
export const VERIFY = 'backup.verify';
export const PROVE = 'backup.prove';
export const RESTORE = 'backup.restore';
export const SCHEDULED = 'backup.scheduled';
export const SERIES = 'backup.restore-series';
export const SWITCH = 'backup.switch';

// Loaded before a program (--import): at its end writes the most memory it ever held, in KiB, into the file that PEAK_MEMORY names.
import { writeFileSync } from 'node:fs';
import process from 'node:process';

process.on('exit', () => writeFileSync(process.env.PEAK_MEMORY, String(process.resourceUsage().maxRSS)));

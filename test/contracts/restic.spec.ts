import { engineContract } from './engine-contract.js';
import { resticIn } from './restic-under-test.js';

engineContract('restic: a folder vault', resticIn('lokal'));

import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testWaiting } from './suites/waiting.ts';

testWaiting(preparedFiles);

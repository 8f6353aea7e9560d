import { onServer } from '../../servers/sqlserver-databases.ts';
import { testProfiles } from '../suites/profiles.ts';
import { testRandomHistories } from '../suites/random-histories.ts';
import { testVersions } from '../suites/versions.ts';
import { testZeroDates } from '../suites/zero-dates.ts';

onServer(
  testVersions,
  testZeroDates,
  (places) => testRandomHistories(places, [50]),
  (places) => testProfiles(places, [1]),
);

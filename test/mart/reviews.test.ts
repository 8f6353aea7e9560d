import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testReviewViews } from './suites/reviews.ts';

testReviewViews(preparedFiles);

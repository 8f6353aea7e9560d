import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testReviewViews } from './suites/reviews.ts';

testReviewViews(duckDbFiles);

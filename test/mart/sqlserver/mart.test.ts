import { onServer } from '../../servers/sqlserver-databases.ts';
import { testChecks } from '../suites/checks.ts';
import { testOrderViews } from '../suites/orders.ts';
import { testRevenueViews } from '../suites/revenue.ts';
import { testReviewViews } from '../suites/reviews.ts';
import { testStockViews } from '../suites/stock.ts';
import { testTicketViews } from '../suites/tickets.ts';
import { testTotals } from '../suites/totals.ts';

onServer(testChecks, testOrderViews, testRevenueViews, testReviewViews, testStockViews, testTicketViews, testTotals);

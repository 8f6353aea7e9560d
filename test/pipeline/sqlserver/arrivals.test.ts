import { onServer } from '../../servers/sqlserver-databases.ts';
import { testAliases } from '../suites/aliases.ts';
import { testAmounts } from '../suites/amounts.ts';
import { testChanges } from '../suites/changes.ts';
import { testInferred } from '../suites/inferred.ts';
import { testStock } from '../suites/stock.ts';
import { testTickets } from '../suites/tickets.ts';
import { testWaiting } from '../suites/waiting.ts';

onServer(testAliases, testAmounts, testInferred, testWaiting, testChanges, testStock, testTickets);

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runInProcess } from './run-in-process.ts';
import { ShopFolder } from './shop-folder.ts';

let folder: ShopFolder;
beforeAll(async () => {
  folder = await ShopFolder.empty();
  await folder.write('a-file', '');
});
afterAll(() => folder[Symbol.asyncDispose]());

describe('help', () => {
  it.each([
    [[]],
    [['run']],
    [['status']],
    [['query']],
    [['plan']],
    [['quarantine']],
    [['quarantine', 'list']],
    [['quarantine', 'show']],
    [['copy']],
    [['quarantine', 'replay']],
    [['seed']],
    [['demo']],
  ])('of %j has examples and goes to the results', async (command) => {
    const { code, out, err } = await runInProcess([...command, '--help'], folder.directory);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(['Usage: storehouse', ...command].join(' '));
    expect(out).toMatch(/\nExamples?:\n {2}storehouse /);
  });

  it('is shown when nothing is asked for, with the exit codes', async () => {
    const { code, out, err } = await folder.run([]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Usage: storehouse');
    expect(err).toContain('6 a check stopped the run · 130 interrupted');
  });
});

describe('a wrong command line', () => {
  it.each([
    ['statsu', "unknown command 'statsu'\n(Did you mean status?)\n"],
    ['run --fulll', "unknown option '--fulll'\n(Did you mean --full?)\n"],
    ['query', "missing required argument 'sql'\n"],
    ['query x y', "too many arguments for 'query'. Expected 1 argument but got 2.\n"],
    ['quarantine lst', "unknown command 'lst'\n(Did you mean list?)\n"],
    ['seed', "required option '--out <dir>' not specified\n"],
    ['run custmer', 'There is no entity "custmer". Did you mean "customer"?\nEntities are: geography, customer,'],
    ['query x --format xml', '"xml" is not a format. Use one of table, csv, json.'],
    ['status --runs none', '--runs takes a whole number from 1 on, not "none".'],
    ['status --runs 0', '--runs takes a whole number from 1 on, not "0".'],
    ['quarantine show --run -1', '--run takes a whole number from 1 on, not "-1".'],
    ['quarantine show --limit 1.5', '--limit takes a whole number from 1 on, not "1.5".'],
    [
      'quarantine show --status closed',
      'There is no status "closed". A refused row is one of: open, replayed, read_again,',
    ],
    ['quarantine replay --run last', '--run takes a whole number from 1 on, not "last".'],
    ['quarantine list --entity ordr', 'There is no entity "ordr". Entities are: geography,'],
    ['seed --out s --orders many', '--orders takes a whole number from 1 on, not "many".'],
    ['seed --out s --orders 0', 'The number of orders must be a whole number from 1 to 100000000, not 0.'],
    ['seed --out s --seed -1', '--seed takes a whole number, not "-1".'],
    ['seed --out s --dirt 2', '--dirt takes a number from 0 to 1, e.g. 0.02, not "2".'],
    ['seed --out s --layout shops', '"shops" is not a layout. Use one of shop, single-line-orders.'],
    ['seed --out s --days soon', '--days takes a whole number from 1 to 365, not "soon".'],
    ['seed --out s --days 0', 'The number of days must be a whole number from 1 to 365, not 0.'],
    ['seed --out s --days 366', 'The number of days must be a whole number from 1 to 365, not 366.'],
    [
      'seed --out s --days 3 --layout single-line-orders',
      'Only the layout shop can be told over days, not single-line-orders.',
    ],
    ['seed --out a-file', '<dir>/a-file cannot be written: there is a file of that name. Name another folder, or mend'],
    ['seed --out a-file/b', '<dir>/a-file/b cannot be written: a part of the path is a file, not a folder.'],
    ['seed --out .', 'The directory "<dir>" is not empty and holds no truth.json of an earlier seed.'],
  ])('storehouse %s', async (line, message) => {
    const { code, out, err } = await runInProcess(line.split(' '), folder.directory);
    expect(err.replaceAll(folder.directory, '<dir>')).toContain(`Error USAGE: ${message}`);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it.each([
    ['frobnicate', "unknown command 'frobnicate'\n"],
    ['seed --out s --orders many', '--orders takes a whole number from 1 on, not "many".\n'],
    ['run ordr', 'There is no entity "ordr".'],
  ])('ends the process with 2 and no stack: storehouse %s', async (line, message) => {
    const { code, out, err } = await folder.run(line.split(' '));
    expect(err).toContain(`Error USAGE: ${message}`);
    expect(err).not.toContain('    at ');
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });
});

describe('seeding', () => {
  it('says what it wrote and how to load it, with the progress apart', async () => {
    const { code, out, err } = await folder.run(['seed', '--orders', '20', '--dirt', '0', '--out', 'new/shop']);
    expect(code).toBe(0);
    expect(err).toMatch(/^Generated 20 orders: \d+ rows in 11 files, [\d.]+ s, in <dir>\/new\/shop\n$/);
    expect(out).toMatch(/^ {2}geography\.csv +\d+ rows +[\d,]+ bytes\n/);
    expect(out).toContain('Load them: set the variable SHOP_DIR to <dir>/new/shop and run\n');
    expect(out).toMatch(/ --warehouse duckdb:new\/shop\.duckdb\n$/);
  });

  it('names a warehouse beside a folder elsewhere by its whole path', async () => {
    const { out } = await runInProcess(['seed', '--orders', '5', '--out', 'elsewhere'], folder.directory);
    expect(out).toMatch(/ --warehouse duckdb:elsewhere\.duckdb\n$/);
    const above = await runInProcess(['seed', '--orders', '5', '--out', '../elsewhere'], folder.path('inside'));
    expect(above.out.replaceAll(folder.directory, '<dir>')).toMatch(/ --warehouse duckdb:<dir>\/elsewhere\.duckdb\n$/);
  });

  it('names the files of all days in one line a table, and the configuration that reads them', async () => {
    const { code, out } = await folder.run(['seed', '--orders', '20', '--days', '3', '--out', 'new/days']);
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}geography-\*\.csv +\d+ rows +[\d,]+ bytes\n/);
    expect(out).toContain('  npx storehouse run --config examples/shop/days.config.ts ');
  });
});

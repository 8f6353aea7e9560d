import { describe, expect, it } from 'vitest';
import { type ConfigInput, configSchema } from '../../core/config/schema.ts';
import { ConfigurationError } from '../../core/errors.ts';
import { resolveFeeds } from '../../etl/feeds.ts';

type SourceInput = ConfigInput['sources'][string];

const resolve = (source: Omit<SourceInput, 'kind' | 'directory'>) =>
  resolveFeeds(configSchema.parse({ sources: { shop: { kind: 'files', directory: '.', ...source } } }));

const seller = { entity: 'seller', files: 's.csv', columns: { seller_id: 'ID' } } as const;

describe('resolveFeeds', () => {
  it('merges the options of the source under those of the feed', () => {
    const [first, second] = resolve({
      format: { type: 'csv', separator: ';' },
      nullMarkers: ['-'],
      timeZone: 'Europe/Berlin',
      feeds: [
        seller,
        {
          ...seller,
          entity: 'geography',
          columns: { country: 'a', postal_code: 'b', city: 'c' },
          nullMarkers: [],
          format: { type: 'jsonl' },
        },
      ],
    });
    expect(first?.config).toMatchObject({ nullMarkers: ['-'], timeZone: 'Europe/Berlin', format: { separator: ';' } });
    expect(second?.config).toMatchObject({ nullMarkers: [], timeZone: 'Europe/Berlin', format: { type: 'jsonl' } });
    expect(second?.contract.entity).toBe('geography');
  });

  it('names feeds by source and entity, with a number where there are several', () => {
    const product = { entity: 'product', files: 'p', columns: { product_id: 'ID' } };
    expect(resolve({ feeds: [seller, product, seller] }).map(({ name }) => name)).toEqual([
      'shop/seller/1',
      'shop/product',
      'shop/seller/2',
    ]);
  });

  it('refuses complete files of an entity that other feeds bring too, with all other problems', () => {
    const wrong = () => resolve({ feeds: [{ ...seller, complete: true }, seller, { ...seller, entity: 'selle' }] });
    expect(wrong).toThrow(
      '- sources.shop.feeds[0].complete: "seller" has other feeds too (sources.shop.feeds[1]), so no file holds all of it; leave complete out, or join the feeds into one\n- sources.shop.feeds[2].entity: there is no entity "selle"',
    );
    const alone = { ...seller, complete: { maxDeletedShare: 0.1 } };
    expect(resolve({ feeds: [alone] }).map(({ config }) => config.complete)).toEqual([{ maxDeletedShare: 0.1 }]);
  });

  it('reports every problem of every feed together, with its path', () => {
    const wrong = () =>
      resolve({
        format: { type: 'csv', separator: '"' },
        feeds: [
          { entity: 'ordr', files: 'x', columns: {} },
          { ...seller, columns: { seler_id: 'ID', colour: 'C' } },
          {
            entity: 'order',
            files: 'x',
            datetimeFormat: 'yyyy-MM-dd hh:mm',
            columns: { order_id: { constant: 'x'.repeat(65) }, purchased_at_utc: 'P' },
          },
        ],
      });
    expect(wrong).toThrow(ConfigurationError);
    expect(wrong).toThrow(
      [
        'The feeds cannot be used as configured:',
        '- sources.shop.feeds[0].format: separator and quote are both """; choose different ones',
        '- sources.shop.feeds[0].entity: there is no entity "ordr"; did you mean "order"?; known are geography, customer, profile, seller, product, order, order_item, payment, review, inventory, support_ticket',
        '- sources.shop.feeds[1].format: separator and quote are both """; choose different ones',
        '- sources.shop.feeds[1].columns.seler_id: entity "seller" has no column "seler_id"; did you mean "seller_id"?',
        '- sources.shop.feeds[1].columns.colour: entity "seller" has no column "colour"; it has seller_id, seller_name, country, country_code, postal_code, city, changed_at_utc',
        '- sources.shop.feeds[1].columns: "seller_id" of entity "seller" is part of the key; map it to a column or a constant',
        '- sources.shop.feeds[2].format: separator and quote are both """; choose different ones',
        '- sources.shop.feeds[2].columns.order_id: constant has 65 characters, more than 64',
        '- sources.shop.feeds[2].columns.purchased_at_utc: datetimeFormat "yyyy-MM-dd hh:mm": "h" is not one of yyyy MM dd HH mm ss SSS XXX',
      ].join('\n'),
    );
  });
});

describe('contract modes', () => {
  const modesOf = (contracts: ConfigInput['contracts'], format: object = { type: 'csv' }) =>
    resolveFeeds(
      configSchema.parse({ contracts, sources: { shop: { kind: 'files', directory: '.', format, feeds: [seller] } } }),
    )[0]?.modes;

  it.each([
    [undefined, { type: 'csv' }, 'evolve freeze quarantine'],
    [undefined, { type: 'parquet' }, 'evolve freeze quarantine'],
    [undefined, { type: 'jsonl' }, 'evolve evolve quarantine'],
    [{ customer: 'freeze' }, { type: 'csv' }, 'evolve freeze quarantine'],
    [{ seller: 'freeze' }, { type: 'jsonl' }, 'freeze freeze freeze'],
    [{ seller: { changedTypes: 'evolve' } }, { type: 'csv' }, 'evolve freeze evolve'],
    [
      { seller: { newColumns: 'quarantine', missingColumns: 'freeze' } },
      { type: 'jsonl' },
      'quarantine freeze quarantine',
    ],
  ] as const)('of %j for %j are %s', (contracts, format, expected) => {
    const modes = modesOf(contracts, format);
    expect(`${modes?.newColumns} ${modes?.missingColumns} ${modes?.changedTypes}`).toBe(expected);
  });

  it('cannot be given for an entity that there is not, nor can a column be mapped and ignored', () => {
    const config = configSchema.parse({
      contracts: { sellers: 'freeze', zzz: 'evolve' },
      sources: { shop: { kind: 'files', directory: '.', feeds: [{ ...seller, ignoreColumns: ['x', 'ID'] }] } },
    });
    expect(() => resolveFeeds(config)).toThrow(
      new ConfigurationError(
        [
          'The feeds cannot be used as configured:',
          '- contracts.sellers: there is no entity "sellers"; did you mean "seller"?',
          '- contracts.zzz: there is no entity "zzz"; known are geography, customer, profile, seller, product, order, order_item, payment, review, inventory, support_ticket',
          '- sources.shop.feeds[0].ignoreColumns: "ID" is mapped in columns too; take it out of one of the two',
        ].join('\n'),
        { context: { problems: 3 } },
      ),
    );
  });
});

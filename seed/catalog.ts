/** Name, typical price in cents, typical weight in grams, things sold in it. */
export interface Category {
  readonly name: string;
  readonly priceCents: number;
  readonly weightGrams: number;
  readonly things: readonly string[];
}

function category(name: string, priceCents: number, weightGrams: number, ...things: string[]): Category {
  return { name, priceCents, weightGrams, things };
}

export const CATEGORIES: readonly Category[] = [
  category('Audio', 7_900, 900, 'Headphones', 'Loudspeaker', 'Turntable'),
  category('Auto', 4_500, 1_800, 'Floor mat', 'Jump leads', 'Roof box'),
  category('Baby', 5_900, 2_200, 'Pram', 'Night light', 'Cot'),
  category('Bathroom', 3_200, 1_200, 'Towel', 'Bath mat', 'Shower head'),
  category('Bed & Linen', 4_900, 1_900, 'Duvet', 'Pillow', 'Sheet'),
  category('Bicycles', 38_000, 11_000, 'City bike', 'Helmet', 'Pump'),
  category('Books', 1_600, 450, 'Novel', 'Cookbook', 'Atlas'),
  category('Camping', 6_900, 2_600, 'Tent', 'Sleeping bag', 'Stove'),
  category('Christmas', 1_900, 500, 'Fairy lights', 'Star', 'Stollen tin'),
  category('Coffee & Tea', 1_400, 600, 'Espresso beans', 'Teapot', 'Milk frother'),
  category('Computers', 64_000, 2_400, 'Notebook', 'Keyboard', 'Monitor'),
  category('Cosmetics', 1_800, 220, 'Day cream', 'Lip balm', 'Mascara'),
  category('Crafts', 1_500, 380, 'Wool', 'Paint set', 'Glue gun'),
  category('Decoration', 2_700, 900, 'Vase', 'Mirror', 'Candle'),
  category('DIY', 5_600, 2_300, 'Drill', 'Spirit level', 'Screw set'),
  category('Electrical', 2_400, 700, 'Cable drum', 'LED bulb', 'Dimmer'),
  category('Fashion', 3_900, 400, 'Jacket', 'Scarf', 'Belt'),
  category('Fishing', 3_600, 800, 'Rod', 'Reel', 'Landing net'),
  category('Food', 1_200, 900, 'Olive oil', 'Honey', 'Pasta'),
  category('Furniture', 24_000, 18_000, 'Chair', 'Shelf', 'Desk'),
  category('Games', 3_100, 700, 'Board game', 'Jigsaw', 'Card game'),
  category('Garden', 4_100, 3_000, 'Spade', 'Hose', 'Planter'),
  category('Health', 2_100, 300, 'Thermometer', 'Massage ball', 'Vitamin C'),
  category('Home Office', 11_000, 5_200, 'Desk lamp', 'Footrest', 'Filing box'),
  category('Household', 2_300, 1_100, 'Bucket', 'Drying rack', 'Broom'),
  category('Jewellery', 9_800, 60, 'Ring', 'Necklace', 'Cufflinks'),
  category('Kitchen', 4_700, 1_600, 'Pan', 'Knife', 'Mixer'),
  category('Large Appliances', 49_000, 42_000, 'Dishwasher', 'Oven', 'Freezer'),
  category('Lighting', 5_300, 1_300, 'Pendant lamp', 'Floor lamp', 'Spot'),
  category('Luggage', 8_200, 2_900, 'Suitcase', 'Rucksack', 'Wash bag'),
  category('Music', 12_500, 3_100, 'Guitar', 'Music stand', 'Ukulele'),
  category('Office Supplies', 900, 350, 'Notebook A5', 'Stapler', 'Fountain pen'),
  category('Perfumery', 5_200, 260, 'Eau de toilette', 'Body mist', 'Soap'),
  category('Pets', 2_600, 1_700, 'Dog bed', 'Scratching post', 'Lead'),
  category('Phones', 32_000, 320, 'Smartphone', 'Charger', 'Case'),
  category('Photo', 41_000, 900, 'Camera', 'Tripod', 'Lens cap'),
  category('Shoes', 6_400, 800, 'Trainers', 'Boots', 'Slippers'),
  category('Sport', 3_800, 1_100, 'Yoga mat', 'Dumbbell', 'Ball'),
  category('Toys', 2_200, 600, 'Plush bear', 'Building blocks', 'Wooden train'),
  category('Watches', 15_500, 120, 'Wristwatch', 'Alarm clock', 'Strap'),
];

export const BRANDS: readonly string[] = [
  'Aalto & Söhne',
  'Belmonte',
  'Brüggemann',
  'Café Nord',
  'Dąbrowski',
  'Éclair',
  'Fjordlicht',
  'Grünwald',
  'Hölzl',
  'Iberia Casa',
  'Jansen',
  'Kolibri',
  'Lumière',
  'Málaga Works',
  "O'Leary",
  'Østergård',
  'Polaris',
  'Quercus',
  'Rosenthaler',
  'Škola',
  'Tramontana',
  'Übermut',
  'Vantage',
  'Żubr',
];

/** Names that a reader of separated text gets wrong unless it honours quotes. */
export const AWKWARD_NAMES: readonly string[] = [
  'Monitor 27", "Pro"; black, matt',
  'Küchenmaschine "Größe L", 5 l',
  "Tapis d'entrée; 60 x 40, gris",
  'Półka "Łódź"; 3 szt., biała',
];

/** Reviews by country code; what a reader of separated text must survive is in here on purpose. */
interface Phrases {
  readonly titles: readonly string[];
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

const ENGLISH: Phrases = {
  titles: ['Great', 'As described', 'So-so', '"Premium", they say', 'Would buy again'],
  good: [
    'Arrived early, well packed.',
    'Exactly as described.\nMy son loves it.',
    'Great value; fast delivery, thank you!',
  ],
  bad: ['Arrived broken, no answer from the seller.', 'The box said "new"; it was not.', 'Still waiting …'],
};

const PHRASES: ReadonlyMap<string, Phrases> = new Map([
  [
    'DE',
    {
      titles: ['Sehr gut', 'Wie beschrieben', 'Naja', 'Größe passt nicht', '"Qualität"'],
      good: [
        'Schnelle Lieferung, gerne wieder!',
        'Alles bestens;\nVerpackung sauber, Größe passt.',
        'Für den Preis: "top".',
      ],
      bad: ['Leider beschädigt; Händler antwortet nicht.', 'Falsche Größe, Rückgabe mühsam.', 'Zu spät, zu teuer.'],
    },
  ],
  [
    'FR',
    {
      titles: ['Parfait', 'Très bien', 'Déçu', 'Conforme à la description'],
      good: ['Livraison rapide, merci !', 'Conforme, « très joli » ; je recommande.', "C'est parfait.\nÀ bientôt"],
      bad: ['Colis abîmé, pas de réponse du vendeur.', 'Taille incorrecte ; dommage.', 'Jamais reçu.'],
    },
  ],
  [
    'ES',
    {
      titles: ['Muy bueno', 'Recomendable', 'Regular', '¡Perfecto!'],
      good: ['Llegó antes de lo previsto, muy contento.', '¡Genial!\nLo recomiendo; buena calidad.', 'Todo "ok".'],
      bad: ['Llegó roto; nadie contesta.', 'El tamaño no es el indicado, una pena.', 'Tardó un mes.'],
    },
  ],
  [
    'IT',
    {
      titles: ['Ottimo', 'Perfetto', 'Così così', 'Qualità scarsa'],
      good: [
        'Consegna veloce, grazie!',
        'Bello; però la scatola era aperta,\ncomunque tutto bene.',
        'Più che "buono".',
      ],
      bad: ['Arrivato rotto, nessuna risposta.', 'Non è come in foto; delusione.', 'Mai più.'],
    },
  ],
  [
    'PL',
    {
      titles: ['Świetne', 'Polecam', 'Średnie', 'Zgodne z opisem'],
      good: ['Szybka dostawa, dziękuję!', 'Jakość "super"; polecam,\npozdrawiam z Łodzi.', 'Wszystko w porządku.'],
      bad: ['Przyszło uszkodzone; brak odpowiedzi.', 'Zły rozmiar, żałuję.', 'Nie polecam.'],
    },
  ],
]);

export function phrasesOf(countryCode: string): Phrases {
  return PHRASES.get(countryCode) ?? ENGLISH;
}

export interface NumberReading {
  readonly decimalSeparator: string;
  readonly thousandsSeparator: string | null;
}

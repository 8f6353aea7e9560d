import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ConfigurationError } from '../../core/errors.ts';

export interface ClientCertificate {
  /** SHA-256, hexadecimal without colons. */
  readonly thumbprintSha256: string;
  /** PKCS 8, PEM. */
  readonly privateKey: string;
  /** The certificate, PEM. */
  readonly x5c: string;
}

/** What signing with an RSA key asks for (RFC 7518, 3.5). */
const MIN_KEY_BITS = 2048;

const KEY_BLOCK = /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----.+?-----END (?:[A-Z]+ )?PRIVATE KEY-----/s;
const CERTIFICATE_BLOCKS = /-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs;

/**
 * The private key in a PEM file, and the certificate that belongs to it. Read anew for every token, so that a
 * certificate can be replaced while a run goes on.
 *
 * @throws {ConfigurationError} the file cannot be read or lacks a part; nothing of its content is shown.
 */
export async function readClientCertificate(file: string): Promise<ClientCertificate> {
  const text = await read(file);
  const key = parseKey(file, text);
  const certificates = parseCertificates(file, text);
  const certificate = certificates.find((candidate) => candidate.checkPrivateKey(key));
  if (certificate === undefined) throw bad(file, 'holds a private key and a certificate that do not belong together');
  return {
    thumbprintSha256: certificate.fingerprint256.replaceAll(':', ''),
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    x5c: certificate.toString(),
  };
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'an error';
    throw bad(file, `cannot be read (${code})`, cause);
  }
}

function parseKey(file: string, text: string): KeyObject {
  const block = KEY_BLOCK.exec(text)?.[0];
  if (block === undefined) throw bad(file, 'holds no private key');
  const key = keyOf(block);
  if (key === null) throw bad(file, 'holds a private key that is encrypted or damaged');
  if (key.asymmetricKeyType !== 'rsa') throw bad(file, 'holds a private key that is not an RSA key');
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < MIN_KEY_BITS) {
    throw bad(file, `holds a private key of fewer than ${MIN_KEY_BITS} bits`);
  }
  return key;
}

/** Null without the cause: a parser's error may quote what it could not parse. */
function keyOf(block: string): KeyObject | null {
  try {
    return createPrivateKey(block);
  } catch {
    return null;
  }
}

function parseCertificates(file: string, text: string): readonly X509Certificate[] {
  const blocks = text.match(CERTIFICATE_BLOCKS) ?? [];
  if (blocks.length === 0) throw bad(file, 'holds no certificate');
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch (cause) {
    throw bad(file, 'holds a damaged certificate', cause);
  }
}

function bad(file: string, problem: string, cause?: unknown): ConfigurationError {
  return new ConfigurationError(
    `warehouse: the certificate file ${file} ${problem}. The option certificate takes a PEM file with an RSA private key, not encrypted, and the certificate that the application has in Entra ID.`,
    { context: { file }, cause },
  );
}

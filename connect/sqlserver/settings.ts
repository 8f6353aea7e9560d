import { resolve } from 'node:path';

export const DEFAULT_PORT = 1433;

/** How a login proves who it is. */
export type Authentication =
  | { readonly kind: 'sql'; readonly user: string; readonly password: string }
  | EntraAuthentication;

export type EntraAuthentication =
  | {
      readonly kind: 'client-secret';
      readonly tenantId: string;
      readonly clientId: string;
      readonly clientSecret: string;
    }
  | {
      readonly kind: 'client-certificate';
      readonly tenantId: string;
      readonly clientId: string;
      /** PEM file with the private key and the certificate. */
      readonly certificateFile: string;
    }
  /** Without a client id the machine's own identity. */
  | { readonly kind: 'managed-identity'; readonly clientId: string | null }
  | { readonly kind: 'device-code'; readonly tenantId: string; readonly clientId: string };

/** Where a SQL Server database is and how to get in. Comes from a URL, `mssql://…`. */
export interface SqlServerSettings {
  readonly host: string;
  /** Null where the instance is named; the server's browser service then tells the port. */
  readonly port: number | null;
  readonly instance: string | null;
  readonly database: string;
  readonly authentication: Authentication;
  /** `strict` is TDS 8.0; `off` sends everything in the clear. */
  readonly encryption: 'on' | 'strict' | 'off';
  /** Whether a certificate that nobody vouches for is good enough. */
  readonly trustServerCertificate: boolean;
  /** PEM file of the authority that vouches for the server, beside those Node knows. */
  readonly certificateAuthorityFile: string | null;
  /** Connections that load rows side by side. */
  readonly bulkConnections: number;
  readonly connectTimeoutMs: number;
  /** 0 waits for ever. */
  readonly statementTimeoutMs: number;
}

/** For messages: what is meant, without secrets. */
export function locationOf({ host, port, instance, database }: SqlServerSettings): string {
  const name = host.includes(':') ? `[${host}]` : host;
  const place = instance === null ? `:${port ?? DEFAULT_PORT}` : `\\${instance}`;
  return `mssql://${name}${place}/${database}`;
}

/** The same with its files as absolute paths: relative ones start at `directory`. */
export function withFilesIn(settings: SqlServerSettings, directory: string): SqlServerSettings {
  const { authentication, certificateAuthorityFile: file } = settings;
  return {
    ...settings,
    certificateAuthorityFile: file === null ? null : resolve(directory, file),
    authentication:
      authentication.kind === 'client-certificate'
        ? { ...authentication, certificateFile: resolve(directory, authentication.certificateFile) }
        : authentication,
  };
}

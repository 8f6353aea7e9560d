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
  /** PEM file of the authority that vouches for the server, beside those the system knows. */
  readonly certificateAuthorityFile: string | null;
  /** Connections that load rows side by side. */
  readonly bulkConnections: number;
  readonly connectTimeoutMs: number;
  /** 0 waits for ever. */
  readonly statementTimeoutMs: number;
}

/** For messages: what is meant, without secrets. */
export function locationOf(settings: SqlServerSettings): string {
  const place = settings.instance === null ? `:${settings.port ?? 1433}` : `\\${settings.instance}`;
  return `mssql://${settings.host}${place}/${settings.database}`;
}

import { ByteReader, uint8 } from './bytes.ts';
import { collationChange, DONE_STATUS, doneToken, loginAckToken, textChange, tokenLoginAck } from './tokens.ts';

/** Who wants in, in clear text. */
export interface Login {
  /** Empty where a token speaks for the client, as is the password. */
  readonly userName: string;
  readonly password: string;
  readonly accessToken: string | null;
  readonly hostName: string;
  readonly appName: string;
  readonly serverName: string;
  readonly database: string;
  /** What the client proposes, and this server always accepts. */
  readonly packetSize: number;
  readonly tdsVersion: number;
  readonly isEncrypted: boolean;
}

/** Where LOGIN7 says at which offset each text begins, and how many characters it has. */
const TEXT_PLACE = {
  hostName: 36,
  userName: 40,
  password: 44,
  appName: 48,
  serverName: 52,
  database: 68,
} as const;
const EXTENSION_PLACE = 56;
const FEDERATED = 0x02;
const LAST_FEATURE = 0xff;

export function parseLogin(payload: Buffer, isEncrypted: boolean): Login {
  const bytesAt = (place: number): Buffer => {
    const offset = payload.readUInt16LE(place);
    return payload.subarray(offset, offset + 2 * payload.readUInt16LE(place + 2));
  };
  const text = (place: number): string => bytesAt(place).toString('utf16le');
  return {
    userName: text(TEXT_PLACE.userName),
    password: readable(bytesAt(TEXT_PLACE.password)).toString('utf16le'),
    accessToken: accessToken(payload),
    hostName: text(TEXT_PLACE.hostName),
    appName: text(TEXT_PLACE.appName),
    serverName: text(TEXT_PLACE.serverName),
    database: text(TEXT_PLACE.database),
    packetSize: payload.readUInt32LE(8),
    tdsVersion: payload.readUInt32LE(4),
    isEncrypted,
  };
}

/** Undoes what clients do to passwords: swap the halves of every byte, then XOR with 0xa5. */
function readable(password: Buffer): Buffer {
  const bytes = password.map((byte) => {
    const swapped = byte ^ 0xa5;
    return ((swapped << 4) & 0xf0) | (swapped >> 4);
  });
  return Buffer.from(bytes);
}

function accessToken(payload: Buffer): string | null {
  const pointer = payload.readUInt16LE(EXTENSION_PLACE);
  const features = new ByteReader(payload.subarray(payload.readUInt32LE(pointer)));
  for (let feature = features.uint8(); feature !== LAST_FEATURE; feature = features.uint8()) {
    const data = new ByteReader(features.take(features.uint32()));
    if (feature !== FEDERATED) continue;
    data.uint8();
    return data.take(data.uint32()).toString('utf16le');
  }
  return null;
}

const VERSION_OPTION = 0x00;
const ENCRYPTION_OPTION = 0x01;
const FEDERATION_OPTION = 0x06;
const NO_MORE_OPTIONS = 0xff;

/** Answers a client's first message. Offsets are highest byte first here, and nowhere else. */
export function preloginAnswer(encryption: 'on' | 'off'): Buffer {
  const options = [
    { id: VERSION_OPTION, data: uint8(16, 0, 0x10, 0x00, 0, 0) },
    { id: ENCRYPTION_OPTION, data: uint8(encryption === 'on' ? 0x01 : 0x02) },
    { id: FEDERATION_OPTION, data: uint8(0x01) },
  ];
  let offset = options.length * 5 + 1;
  const table = options.map(({ id, data }) => {
    const entry = uint8(id, offset >> 8, offset & 0xff, 0, data.length);
    offset += data.length;
    return entry;
  });
  return Buffer.concat([...table, uint8(NO_MORE_OPTIONS), ...options.map(({ data }) => data)]);
}

/** What a client reads when it is let in. */
export function loginAcceptance(login: Login): Buffer {
  return Buffer.concat([
    textChange('database', login.database, 'master'),
    collationChange(),
    textChange('packetSize', `${login.packetSize}`, `${login.packetSize}`),
    loginAckToken(login.tdsVersion),
    ...(login.accessToken === null ? [] : [tokenLoginAck()]),
    doneToken('done', DONE_STATUS.final),
  ]);
}

import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Answer, type Breakage, done, type EncodedAnswer, encodeAnswer } from './answers.ts';
import { type Encryption, encrypt } from './encryption.ts';
import { type Login, loginAcceptance, parseLogin, preloginAnswer } from './login.ts';
import { MESSAGE_TYPE, type Message, MessageReader, toPackets } from './packets.ts';
import { parseRequest, type Request } from './requests.ts';
import { DONE_STATUS, doneToken } from './tokens.ts';

/** What a server does; all of it but the ordinary is left out. */
export interface Script {
  readonly encryption?: Encryption;
  /** Decides the fate of the connection of this number, from 1: `silence` accepts it and never says a word. */
  onConnect?(number: number): 'serve' | 'silence' | 'drop';
  /** Nothing lets the client in. With any other answer the connection is closed after it. */
  onLogin?(login: Login): Answer | undefined | Promise<Answer | undefined>;
  /**
   * Asked for every request but attentions, those included with which a client begins. Nothing says that all went
   * well. A promise delays the answer until it is kept, or the client cancels.
   */
  onRequest?(request: Request, connection: Connection): Answer | undefined | Promise<Answer | undefined>;
}

/** What a connection tells the server of. */
export interface Witness {
  received(request: Request, connection: Connection): void;
  /** The script failed, or the client sent what this server cannot read. */
  failed(error: unknown): void;
}

const FIRST_PACKET_SIZE = 4096;

/** A client, as the server sees it. */
export class Connection {
  /** From 1, in the order of arrival. */
  readonly number: number;
  readonly #socket: Socket;
  readonly #script: Script;
  readonly #witness: Witness;
  readonly #reader = new MessageReader();
  readonly #requests: Request[] = [];
  #channel: Duplex;
  #packetSize = FIRST_PACKET_SIZE;
  #login: Login | null = null;
  /** The request that is not answered in full. */
  #pending: { honoursAttention: boolean } | null = null;
  #drop: { bytes: number; readonly breakage: Breakage } | null = null;

  constructor(number: number, socket: Socket, script: Script, witness: Witness) {
    this.number = number;
    this.#socket = socket;
    this.#channel = socket;
    this.#script = script;
    this.#witness = witness;
    // Broken connections are what the tests provoke; `isOpen` tells.
    socket.on('error', () => {});
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed;
  }

  /** Null before the client has logged in. */
  get login(): Login | null {
    return this.#login;
  }

  /** All that came, in order. */
  get requests(): readonly Request[] {
    return this.#requests;
  }

  drop(breakage: Breakage = 'close'): void {
    if (breakage === 'reset') this.#socket.resetAndDestroy();
    else this.#socket.destroy();
  }

  /** Breaks the connection once so many more bytes have come, wherever in a request that is. */
  dropAfterReceiving(bytes: number, breakage: Breakage = 'close'): void {
    this.#drop = { bytes, breakage };
  }

  /** Begins to talk. To be called once. */
  async serve(): Promise<void> {
    const fate = this.#script.onConnect?.(this.number) ?? 'serve';
    if (fate === 'drop') this.drop();
    else if (fate === 'silence') this.#socket.resume();
    else if (this.#script.encryption === 'strict') await this.#encrypt('strict');
    else this.#listen(this.#socket);
  }

  #listen(channel: Duplex): void {
    this.#channel = channel;
    channel.on('data', (bytes: Buffer) => this.#receive(bytes));
  }

  async #encrypt(encryption: 'on' | 'strict'): Promise<void> {
    try {
      const channel = await encrypt(this.#socket, encryption);
      channel.on('error', () => {});
      this.#listen(channel);
    } catch {
      // A client that does not trust the certificate, which some tests want to see.
      this.drop();
    }
  }

  #receive(bytes: Buffer): void {
    if (this.#drop !== null) {
      this.#drop.bytes -= bytes.length;
      if (this.#drop.bytes <= 0) this.drop(this.#drop.breakage);
    }
    if (!this.isOpen) return;
    this.#act(async () => {
      for (const message of this.#reader.push(bytes)) this.#act(() => this.#handle(message));
    });
  }

  /** Nothing waits for what a message leads to, so its failures have to go to the witness. */
  #act(action: () => Promise<void>): void {
    action().catch((error: unknown) => {
      this.#witness.failed(error);
      this.drop();
    });
  }

  async #handle(message: Message): Promise<void> {
    switch (message.type) {
      case MESSAGE_TYPE.prelogin:
        return this.#greet();
      case MESSAGE_TYPE.login:
        return this.#admit(parseLogin(message.payload, this.#channel !== this.#socket));
      case MESSAGE_TYPE.attention:
        return this.#attend();
      default:
        return this.#answer(message);
    }
  }

  async #greet(): Promise<void> {
    const isToEncrypt = this.#script.encryption === 'on';
    if (isToEncrypt) this.#socket.removeAllListeners('data');
    this.#send(preloginAnswer(isToEncrypt ? 'on' : 'off'));
    if (isToEncrypt) await this.#encrypt('on');
  }

  async #admit(login: Login): Promise<void> {
    this.#login = login;
    this.#pending = { honoursAttention: false };
    const answer = await this.#script.onLogin?.(login);
    if (answer !== undefined) {
      const encoded = encodeAnswer([answer].flat(), 'batch');
      this.#reply(encoded.ending.kind === 'complete' ? { ...encoded, ending: CLOSE } : encoded);
      return;
    }
    this.#pending = null;
    this.#send(loginAcceptance(login));
    this.#packetSize = login.packetSize;
  }

  async #answer(message: Message): Promise<void> {
    if (this.#pending !== null) throw new Error('The client sends a request before the last one is answered.');
    const pending = { honoursAttention: true };
    this.#pending = pending;
    const request = parseRequest(message, lastSql(this.#requests));
    this.#note(request);
    const answer = await this.#script.onRequest?.(request, this);
    const wasCancelled = this.#pending !== pending;
    if (wasCancelled || !this.isOpen) return;
    this.#reply(encodeAnswer(answer ?? ordinaryAnswer(request), request.kind === 'rpc' ? 'procedure' : 'batch'));
  }

  #reply({ payload, ending }: EncodedAnswer): void {
    if (ending.kind === 'silence') {
      this.#channel.write(toPackets(MESSAGE_TYPE.answer, payload, this.#packetSize, 'unfinished'));
      this.#pending = { honoursAttention: ending.honoursAttention };
      return;
    }
    this.#pending = null;
    const bytes = toPackets(MESSAGE_TYPE.answer, payload, this.#packetSize, 'complete');
    if (ending.kind === 'complete') this.#channel.write(bytes);
    else if (ending.afterBytes === 0) this.drop(ending.breakage);
    else this.#channel.write(bytes.subarray(0, ending.afterBytes), () => this.drop(ending.breakage));
  }

  /** The answer that is under way has to end before the attention's own begins. */
  #attend(): void {
    this.#note({ kind: 'attention' });
    if (this.#pending?.honoursAttention === false) return;
    if (this.#pending !== null) this.#send(doneToken('done', DONE_STATUS.final));
    this.#pending = null;
    this.#send(doneToken('done', DONE_STATUS.attention));
  }

  #note(request: Request): void {
    this.#requests.push(request);
    this.#witness.received(request, this);
  }

  #send(payload: Buffer): void {
    this.#channel.write(toPackets(MESSAGE_TYPE.answer, payload, this.#packetSize, 'complete'));
  }
}

const CLOSE = { kind: 'drop', afterBytes: Number.POSITIVE_INFINITY, breakage: 'close' } as const;

function lastSql(requests: readonly Request[]): string {
  const last = requests.findLast((request) => request.kind === 'batch');
  return last === undefined ? '' : last.sql;
}

/** Bulk rows are all taken; anything else is done without a count. */
function ordinaryAnswer(request: Request): Answer {
  return request.kind === 'bulk' ? done(request.rows.length) : [];
}
